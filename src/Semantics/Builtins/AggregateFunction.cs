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
    /// Computes from scratch; the order of <paramref name="members"/>, of which there is at least one, does not matter.
    /// False when there is no value (overflow, fewer than two rows for a sample statistic): the group then gives no row.
    /// </summary>
    /// <remarks>Allocates for results that are structures, and nothing else once the buffers of <paramref name="members"/> have grown.</remarks>
    public abstract bool TryAggregate(MemberColumns members, out Value result);

    /// <summary>The same of one array of argument values per member, all of one length; <paramref name="times"/> holds the latest event time among each member's facts.</summary>
    public bool TryAggregate(IReadOnlyList<Value[]> members, IReadOnlyList<EventTime> times, out Value result)
    {
        MemberColumns columns = new(members[0].Length);
        for (int i = 0; i < members.Count; i++)
        {
            columns.Add(members[i], times[i]);
        }

        return TryAggregate(columns, out result);
    }
}
