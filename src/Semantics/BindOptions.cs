using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What surrounds a program: libraries, facts from outside, how strict to be.</summary>
public sealed record BindOptions
{
    /// <summary>Plain checking: no libraries, nothing from outside.</summary>
    public static BindOptions Default { get; } = new();

    /// <summary>Library name to <c>.rules</c> text, for <c>Use name!</c>. A library's predicates have no prefix.</summary>
    public IReadOnlyDictionary<string, string> Libraries { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Predicates that facts from outside supply.</summary>
    public IReadOnlyList<ExternalRelation> External { get; init; } = [];

    /// <summary>Judges the text of a call such as <c>rsi(14)</c>: what is wrong with it, as the rest of a sentence, or null when it is fine.</summary>
    public Func<string, string?> CheckCall { get; init; } = static _ => null;

    /// <summary>Makes predicates that nothing declares or supplies errors instead of warnings, as <c>run</c> and <c>serve</c> want it.</summary>
    public bool Strict { get; init; }
}
