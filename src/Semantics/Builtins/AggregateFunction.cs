using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A built-in aggregate over the members of one group.</summary>
public abstract class AggregateFunction
{
    /// <summary>Without <c>fn:</c>.</summary>
    public abstract string Name { get; }

    public abstract string Summary { get; }

    /// <summary>Checks argument types (of one member) and gives the result's type.</summary>
    public abstract bool TryType(ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected);

    /// <summary>
    /// Computes from scratch. <paramref name="members"/> holds one array of argument values per member, in an order that does not depend on evaluation
    /// (sorted by the members' slots); <paramref name="times"/> the latest event time among the member's facts. Members are at least one.
    /// False when there is no value (overflow, fewer than two rows for a sample statistic): the group then gives no row.
    /// </summary>
    public abstract bool TryAggregate(IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> times, out Value result);
}
