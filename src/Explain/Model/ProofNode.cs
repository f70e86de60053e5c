using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>One node of a proof: a fact and why it holds. Immutable; its id is made of its content, its children's ids included.</summary>
/// <remarks>Values and facts are canonical source text, so that a proof reads the same on paper, as JSON and after parsing it back.</remarks>
public abstract record ProofNode
{
    private protected ProofNode()
    {
    }

    /// <summary>16 hex digits; see <see cref="ProofVerifier"/> for what they are computed from.</summary>
    public required string Id { get; init; }

    /// <summary>The fact, <c>arb_edge("BTCUSDT", /a, /b, 0.0006, 1.5)</c>.</summary>
    public required string Fact { get; init; }
}

/// <summary>A fact that was given: by a feed, a model, a position, a fact file or the program's text.</summary>
public sealed record GivenNode : ProofNode
{
    /// <summary>Where it came from, for example <c>frame 1234 of replay:x.jsonl.gz</c>; null when nobody says. Part of the id: the same values from another frame are another premise.</summary>
    public string? Origin { get; init; }

    /// <summary>The event time at which it was given; null for facts of the program's text, and when nobody says. Part of the id.</summary>
    public EventTime? At { get; init; }

    /// <summary>What its value measures: unit and window of a feature. An annotation: not part of the id.</summary>
    public string? Measure { get; init; }
}

/// <summary>A fact whose proof is not shown, and why.</summary>
public sealed record CutNode : ProofNode
{
    /// <summary>For example <c>depth limit 64</c>.</summary>
    public required string Reason { get; init; }
}

/// <summary>A fact that a rule derived.</summary>
public sealed record DerivedNode : ProofNode
{
    public required string RuleId { get; init; }

    /// <summary>For a row that an <c>assert</c> rule stored: <c>at 7, transaction 1, step 2</c>; its premises held then. Null for what is derived from the present state. Part of the id.</summary>
    public string? Stored { get; init; }

    /// <summary>SHA-256 (hex) over the meaning of the program.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary><c>strategies/arb.rules:12</c>. An annotation: not part of the id, so that a file may move.</summary>
    public required string Location { get; init; }

    /// <summary>The rule's doc comment. An annotation: not part of the id.</summary>
    public string? Doc { get; init; }

    /// <summary>The rule's named variables with their values, in the order in which the rule mentions them.</summary>
    public required ImmutableArray<NamedValue> Bindings { get; init; }

    /// <summary>The parameters that the rule reads, sorted by name.</summary>
    public required ImmutableArray<NamedValue> Parameters { get; init; }

    /// <summary>In source order; for a grouped rule its aggregates and what is computed from them.</summary>
    public required ImmutableArray<ProofPremise> Premises { get; init; }

    /// <summary>How many substitutions a grouped rule ran over; 0 for other rules.</summary>
    public int MemberCount { get; init; }

    /// <summary>The members that are listed: the top contributors, as many as the options allow.</summary>
    public ImmutableArray<ProofMember> Members { get; init; } = [];
}

/// <summary>A variable or parameter and its value's canonical text.</summary>
public sealed record NamedValue(string Name, string Value);

/// <summary>One substitution of a group: the literals of the body with that substitution put in.</summary>
public sealed record ProofMember(ImmutableArray<ProofPremise> Premises);
