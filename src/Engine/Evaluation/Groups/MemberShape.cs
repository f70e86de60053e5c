using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>What a rule with one group tells of each member: the cells of its key, then those of the arguments of every aggregate.</summary>
internal sealed class MemberShape
{
    public MemberShape(PlannedRule rule, CellKind[] paramKinds)
    {
        BoundGroup group = rule.Transforms.OfType<BoundGroup>().Single();
        Lets = [.. rule.Transforms.TakeWhile(static t => t is BoundLet).Cast<BoundLet>()];
        LetsAfter = [.. rule.Transforms.SkipWhile(t => t != group).Skip(1).Cast<BoundLet>()];
        Keys = [.. group.Keys];
        Aggregates = group.Aggregates;
        Arguments = [.. group.Aggregates.SelectMany(static a => a.Arguments)];
        Kinds = [.. Keys.Select(slot => rule.SlotKinds[slot]), .. Arguments.Select(argument => KindOf(argument, rule, paramKinds))];
    }

    /// <summary>Computed before the group.</summary>
    public BoundLet[] Lets { get; }

    /// <summary>Computed from the group's key and results.</summary>
    public BoundLet[] LetsAfter { get; }

    /// <summary>Slots.</summary>
    public int[] Keys { get; }

    public ImmutableArray<BoundAggregate> Aggregates { get; }

    /// <summary>Of all aggregates, in order.</summary>
    public BoundExpression[] Arguments { get; }

    /// <summary>What each cell means: keys, then arguments.</summary>
    public CellKind[] Kinds { get; }

    public int Width => Kinds.Length;

    /// <summary>Where the arguments of an aggregate begin among the cells.</summary>
    public int StartOf(int aggregate)
    {
        int start = Keys.Length;
        for (int i = 0; i < aggregate; i++)
        {
            start += Aggregates[i].Arguments.Length;
        }

        return start;
    }

    private static CellKind KindOf(BoundExpression expression, PlannedRule rule, CellKind[] paramKinds) => expression switch
    {
        BoundVariable variable => rule.SlotKinds[variable.Slot],
        BoundConstant constant => CellKinds.Of(constant.Value.Kind),
        BoundParameter parameter => paramKinds[parameter.Index],
        BoundNow => CellKind.Time,
        _ => CellKinds.Of(expression.Type),
    };
}
