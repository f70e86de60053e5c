using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>What to look for in a journal's index; null asks for all. What a table does not have is not asked of it.</summary>
public sealed record IndexQuery
{
    /// <summary>The most rows that one query gives.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>The beginning of an id.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>A value of the key, such as <c>BTCUSDT</c> (a symbol, without quotes).</summary>
    public string? Symbol { get; init; }

    public string? Rule { get; init; }

    /// <summary>Of decisions: see <see cref="IndexedDecision.Status"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Of non-decisions: a kind of reason (<c>vetoed</c>, <c>requirement</c>, <c>cap</c>, <c>lost</c>, <c>cooldown</c>).</summary>
    public string? Reason { get; init; }

    /// <summary>Of facts.</summary>
    public string? Predicate { get; init; }

    /// <summary>The earliest event time, inclusive.</summary>
    public EventTime? From { get; init; }

    /// <summary>The latest event time, inclusive.</summary>
    public EventTime? To { get; init; }

    /// <summary>Only the journal's last run.</summary>
    public bool LastRun { get; init; }

    /// <summary>Of decisions and non-decisions: only those with a smaller number in their run.</summary>
    public long? Before { get; init; }

    /// <summary>The most rows, from 1 to <see cref="MaxLimit"/>. Default 100.</summary>
    public int Limit
    {
        get;
        init => field = value is >= 1 and <= MaxLimit ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"a query gives 1 to {MaxLimit} rows");
    } = 100;

    /// <summary>The last rows instead of the first; they still come in the order of the journal.</summary>
    public bool Newest { get; init; }
}

/// <summary>Rows of an index, in the order of the journal.</summary>
/// <param name="Rows">At most as many as asked for.</param>
/// <param name="IsTruncated">True when there are more.</param>
public sealed record IndexRows<T>(IReadOnlyList<T> Rows, bool IsTruncated);
