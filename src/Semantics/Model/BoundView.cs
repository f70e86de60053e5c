using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How a view selects rows of the past.</summary>
public enum ViewKind : byte
{
    /// <summary><c>p(X) over [a, b]</c>: events with now - b &lt;= t &lt;= now - a.</summary>
    Interval,

    /// <summary><c>p(X) over rows n</c>: the last n events of each partition.</summary>
    Rows,

    /// <summary><c>p(X) over tumbling d as T</c>: events of the last finished bucket [T, T + d).</summary>
    Tumbling,

    /// <summary><c>[-[a, b] p(X)</c>: rows that held without a gap over now - b .. now - a.</summary>
    Held,

    /// <summary><c>&lt;-[a, b] p(X)</c>: rows that held at some moment of now - b .. now - a.</summary>
    Past,
}

/// <summary>What a predicate that stands for a temporal literal shows: a function of the history of another predicate and of now.</summary>
/// <remarks>
/// Its columns are <see cref="Columns"/> of the source; after them, for a tumbling window, the start of the bucket, and, for every window, the time of
/// the event, so that two events of equal rows are two rows. Its rows have height 0: a proof ends at what happened.
/// </remarks>
public sealed record BoundView
{
    public required ViewKind Kind { get; init; }

    /// <summary>Id of the predicate whose history is read.</summary>
    public required int Source { get; init; }

    /// <summary>Columns of the source that are read, ascending. Windows read all.</summary>
    public required ImmutableArray<int> Columns { get; init; }

    /// <summary>The nearer bound a, in nanoseconds before now; 0 or more. Length of the bucket for a tumbling window.</summary>
    public long Near { get; init; }

    /// <summary>The farther bound b, in nanoseconds before now; at least <see cref="Near"/>.</summary>
    public long Far { get; init; }

    /// <summary>n of <c>rows n</c>; at least 1 there.</summary>
    public long Count { get; init; }

    /// <summary>Columns of the source that part a <c>rows n</c> window: those that hold a constant or a key of the rule's group.</summary>
    public ImmutableArray<int> Partition { get; init; } = [];

    /// <summary>True for the three windows, whose rows are events; false for the temporal literals, whose rows are states.</summary>
    public bool IsWindow => Kind is ViewKind.Interval or ViewKind.Rows or ViewKind.Tumbling;
}
