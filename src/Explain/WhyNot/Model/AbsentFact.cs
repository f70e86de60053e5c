using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>A fact (or any fact of a pattern) that does not hold, and what came of each rule that could have derived it.</summary>
public sealed record AbsentFact
{
    /// <summary><c>feed(/kraken, "BTCUSDT", /live)</c>; <c>_</c> stands for any value.</summary>
    public required string Pattern { get; init; }

    /// <summary>True when facts of this predicate come from outside: feeds, features, models, positions, or the program's text.</summary>
    public required bool IsGiven { get; init; }

    /// <summary>How many facts of the predicate hold.</summary>
    public required int Total { get; init; }

    /// <summary>Those that differ from the pattern least: fewest columns, key columns counting most.</summary>
    public ImmutableArray<string> Closest { get; init; } = [];

    /// <summary>What fits the pattern and is too old for it, the last one to go; null where the session remembers none.</summary>
    public AgedFact? Aged { get; init; }

    /// <summary>Closest rule first: fewest literals unmet, then the smaller distance, then the rule's id. Rules whose head does not fit come last.</summary>
    public ImmutableArray<RuleAttempt> Attempts { get; init; } = [];

    /// <summary>Why the question goes no further here: a bound, a cycle, or that it is answered elsewhere in the report. Null when it is answered here.</summary>
    public string? Cut { get; init; }
}
