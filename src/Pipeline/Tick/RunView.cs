using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run had done at one moment: a copy of its counters and its account. Immutable, for any thread.</summary>
public sealed record RunView
{
    /// <summary>Event time of the last transaction.</summary>
    public required EventTime At { get; init; }

    public required long Ticks { get; init; }

    public required long Transactions { get; init; }

    public required long GivenChanges { get; init; }

    public required long DerivedChanges { get; init; }

    public required long Decisions { get; init; }

    public required long NonDecisions { get; init; }

    public required long OrdersAccepted { get; init; }

    public required long OrdersRefused { get; init; }

    public required long Fills { get; init; }

    public required long Rollbacks { get; init; }

    public required long FailedLiterals { get; init; }

    public required ImmutableSortedDictionary<string, long> Refusals { get; init; }

    public required Amount Equity { get; init; }

    public required Amount RealisedPnl { get; init; }

    /// <summary>Those that are not flat.</summary>
    public required ImmutableArray<Position> Positions { get; init; }

    public required long JournalRecords { get; init; }

    internal static RunView Of(TickPipeline pipeline, EventTime at) => new()
    {
        At = at,
        Ticks = pipeline.Counters.Ticks,
        Transactions = pipeline.Counters.Transactions,
        GivenChanges = pipeline.Counters.GivenChanges,
        DerivedChanges = pipeline.Counters.DerivedChanges,
        Decisions = pipeline.Counters.Decisions,
        NonDecisions = pipeline.Counters.NonDecisions,
        OrdersAccepted = pipeline.Counters.OrdersAccepted,
        OrdersRefused = pipeline.Counters.OrdersRefused,
        Fills = pipeline.Counters.Fills,
        Rollbacks = pipeline.Counters.Rollbacks,
        FailedLiterals = pipeline.Counters.FailedLiterals,
        Refusals = pipeline.Counters.Refusals.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Equity = pipeline.Positions.Equity,
        RealisedPnl = pipeline.Positions.RealisedPnl,
        Positions = [.. pipeline.Positions.Positions.Where(static p => !p.IsFlat)],
        JournalRecords = pipeline.JournalRecords,
    };
}
