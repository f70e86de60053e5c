using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>One proposal in the contest of a key: a candidate fact and the rule that derived it.</summary>
/// <remarks>Equal when the same rule proposes the same fact; a fact that two rules propose is two candidates. Immutable once a resolution gave it away.</remarks>
public sealed record Candidate
{
    /// <summary>The class of rules that name none, and of given facts.</summary>
    public const string DefaultClass = "/entry";

    /// <summary>The row of the candidates' predicate.</summary>
    public required Fact Fact { get; init; }

    /// <summary>The key columns' values, usually the symbol alone.</summary>
    public required ImmutableArray<Value> Key { get; init; }

    public required Value Action { get; init; }

    /// <summary>The size as proposed, before caps.</summary>
    public required Value AskedSize { get; init; }

    /// <summary>1.0 (float64) where candidates have no confidence column.</summary>
    public required Value Confidence { get; init; }

    /// <summary>Empty for a given fact.</summary>
    public required string RuleId { get; init; }

    public required string Class { get; init; }

    /// <summary>Larger wins within a class.</summary>
    public required int Priority { get; init; }

    /// <summary>How the rule derived the fact; null for a given fact, and where a resolution brought no news, so that nobody has to prove anything. Not part of equality.</summary>
    public Derivation? Derivation { get; set; }

    public bool Equals(Candidate? other) => other is not null && RuleId == other.RuleId && Fact.Equals(other.Fact);

    public override int GetHashCode() => HashCode.Combine(RuleId, Fact);

    /// <summary><c>propose("BTCUSDT", /long, 1.5) by arb.enter (/entry, priority 60)</c>.</summary>
    public override string ToString() =>
        RuleId.Length == 0 ? $"{Fact}, given" : $"{Fact} by {RuleId} ({Class}, priority {Priority})";
}
