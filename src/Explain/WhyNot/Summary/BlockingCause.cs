namespace CryptoScalp.Rules.Explain;

/// <summary>One thing that stood in the way, and how often.</summary>
public sealed record BlockingCause
{
    /// <summary><c>vetoed</c>, <c>requirement</c>, <c>cap</c>, <c>cooldown</c> or <c>lost</c> for candidates; <c>condition</c>, <c>missing</c>, <c>denied</c> or <c>group</c> for rules.</summary>
    public required string Kind { get; init; }

    /// <summary>The rule that it stands in, or that forbids; empty where there is none.</summary>
    public required string RuleId { get; init; }

    /// <summary>The literal as written, <c>Flow &gt; scalp_flow</c>, or what struck: <c>veto(_, /volatile)</c>.</summary>
    public required string Text { get; init; }

    /// <summary>How often it stood in the way.</summary>
    public required int Count { get; init; }

    /// <summary>How often nothing else did.</summary>
    public required int Alone { get; init; }

    /// <summary>How far it was from giving way; null where there is nothing to measure.</summary>
    public DistanceSpread? Distance { get; init; }
}

/// <summary>Distances to a threshold, over the times that it was the nearest one. Amounts are plain decimals, exact, each one that was really measured.</summary>
/// <param name="Words">What must happen: <c>Flow must rise</c>.</param>
/// <param name="Unit"><c>bps</c>, <c>%</c>, <c>s</c>, …; empty where neither the literal nor a column's name has one.</param>
/// <param name="Measured">How often.</param>
/// <param name="Median">The middle one; of an even number the smaller of the middle two.</param>
/// <param name="Nearest">The smallest.</param>
public sealed record DistanceSpread(string Words, string Unit, int Measured, string Median, string Nearest);
