using System.Collections.Immutable;

namespace CryptoScalp.Rules.Primitives;

/// <summary>One way a fact was derived: the rule, the values of its variables and the facts that matched its positive literals.</summary>
/// <remarks>
/// Conditions and absences are not stored: the rule's literals with <see cref="Bindings"/> put in say what was compared and what was absent.
/// A derivation of a grouped rule has no premises of its own; its <see cref="Members"/> are the substitutions of the group.
/// </remarks>
public sealed class Derivation
{
    /// <summary>The derived fact.</summary>
    public required Fact Conclusion { get; init; }

    /// <summary>Index of the rule in the bound program.</summary>
    public required int RuleIndex { get; init; }

    /// <summary>1 + the largest height among premises (members' premises included); a given fact has height 0. Well-founded: every premise is lower.</summary>
    public required int Height { get; init; }

    /// <summary>Variable slot to value; null where the slot has no value at the head (for example a variable grouped away).</summary>
    public required ImmutableArray<Value?> Bindings { get; init; }

    /// <summary>One fact per positive literal of the body, in source order. Empty for grouped rules.</summary>
    public required ImmutableArray<Fact> Premises { get; init; }

    /// <summary>For a row that an <c>assert</c> rule stored: when; null for what is derived. Heights are those of that moment, and a stored row counts as height 0 ever after.</summary>
    public StoredOrigin? Stored { get; init; }

    /// <summary>The group's substitutions, sorted by their premises; empty for rules without a group.</summary>
    public ImmutableArray<GroupMember> Members { get; init; } = [];

    /// <summary>Where its conclusion is one row made of several derivations: what this one gave. Null for plain facts.</summary>
    public Contribution? Part { get; init; }

    /// <summary>The same derivation as the record of a stored row.</summary>
    public Derivation StoredAt(StoredOrigin origin) => Copy(Conclusion, origin, Part);

    /// <summary>The same derivation as a part of a row that several derivations make.</summary>
    public Derivation PartOf(Fact whole, Contribution part) => Copy(whole, Stored, part);

    private Derivation Copy(Fact conclusion, StoredOrigin? stored, Contribution? part) => new()
    {
        Conclusion = conclusion,
        RuleIndex = RuleIndex,
        Height = Height,
        Bindings = Bindings,
        Premises = Premises,
        Members = Members,
        Stored = stored,
        Part = part,
    };
}
