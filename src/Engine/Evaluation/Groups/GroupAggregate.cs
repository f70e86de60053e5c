using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>One aggregate of a rule, for all its groups: what it keeps of each, by the group's number.</summary>
internal abstract class GroupAggregate
{
    /// <summary>What the cells of results mean.</summary>
    public abstract CellKind ResultKind { get; }

    /// <summary>Makes room for so many groups.</summary>
    public abstract void Grow(int groups);

    /// <summary>The group, whose number may have been another's, has no members.</summary>
    public abstract void Clear(int group);

    /// <summary>The group, which has members, is counted again.</summary>
    public virtual void ForgetMembers(int group) => Clear(group);

    /// <summary>No group has members.</summary>
    public virtual void ClearAll()
    {
    }

    /// <summary>A member came (1) or went (-1).</summary>
    public abstract void Count(int group, ReadOnlySpan<long> arguments, int sign);

    /// <summary>True when the result has to be read off the members: <see cref="TakeMember"/> comes before <see cref="TryResult"/> then.</summary>
    public virtual bool NeedsMembers(int group) => false;

    /// <summary>Before <see cref="TakeMember"/> is called for each of <paramref name="count"/> members, and <see cref="TryResult"/> after them.</summary>
    public virtual void BeginMembers(int group, int count)
    {
    }

    public virtual void TakeMember(int group, ReadOnlySpan<long> arguments, EventTime time)
    {
    }

    /// <summary>False when the group, which has <paramref name="members"/>, has no value.</summary>
    public abstract bool TryResult(int group, long members, out long cell);

    /// <summary>Marks the interned values that it keeps.</summary>
    /// <param name="members">By group: how many there are; a group without any may be free.</param>
    /// <param name="interner">Takes the marks.</param>
    public virtual void MarkInterned(ReadOnlySpan<long> members, Interner interner)
    {
    }

    /// <summary>The cheapest that gives what the built-in gives, to the bit.</summary>
    public static GroupAggregate Of(BoundAggregate aggregate, CellKind[] arguments, CellKind result, Interner interner)
    {
        CellKind? first = arguments.Length > 0 ? arguments[0] : null;
        bool isFloat = first == CellKind.Float64;
        bool isExact = first is CellKind.Number or CellKind.Dec8 or CellKind.Duration;
        return aggregate.Function.Name switch
        {
            "count" => new MemberCount(),
            "sum" or "float:sum" or "duration:sum" when isExact && arguments.Length == 1 => new ExactSum(first!.Value),
            "avg" when isExact && arguments.Length == 1 => new ExactMean(first!.Value),
            "sum_if" when isExact && arguments.Length == 2 && arguments[1] == CellKind.Interned => new ConditionalSum(first!.Value, interner.Pin(Value.True)),
            "sum" or "float:sum" or "avg" when isFloat && arguments.Length == 1 => new FloatSum(aggregate.Function.Name == "avg", null),
            "sum_if" when isFloat && arguments.Length == 2 && arguments[1] == CellKind.Interned => new FloatSum(false, interner.Pin(Value.True)),
            "var" or "var_pop" or "stddev" or "stddev_pop" when first is CellKind.Number or CellKind.Dec8 or CellKind.Float64 && arguments.Length == 1 =>
                new Spread(first.Value, aggregate.Function.Name.EndsWith("_pop", StringComparison.Ordinal) ? 0 : 1, aggregate.Function.Name.StartsWith("stddev", StringComparison.Ordinal)),
            "min" or "float:min" or "duration:min" or "time:min" or "pick_any" when arguments.Length == 1 => new Extreme(first!.Value, -1, interner),
            "max" or "float:max" or "duration:max" or "time:max" when arguments.Length == 1 => new Extreme(first!.Value, 1, interner),
            "count_distinct" when arguments.Length > 0 => new DistinctCount(arguments),
            "collect" or "collect_distinct" when arguments.Length > 0 => new Collected(arguments, aggregate.Function.Name == "collect_distinct", interner),
            _ => new FromMembers(aggregate.Function, arguments, result, interner),
        };
    }
}
