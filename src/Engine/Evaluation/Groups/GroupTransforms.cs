using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Runs the transforms of a grouped rule over substitutions of its body.</summary>
internal sealed class GroupTransforms
{
    private readonly RuleRunner _rule;
    private readonly ITimeSource _times;
    private readonly List<Func<List<GroupRow>, Frame, List<GroupRow>>> _steps;
    private readonly (int Slot, Expression Value)[] _letsBefore;

    public GroupTransforms(RuleRunner rule, ITimeSource times)
    {
        _rule = rule;
        _times = times;
        _steps = [.. rule.Rule.Transforms.Select(Ready)];
        _letsBefore = [.. rule.Rule.Transforms.TakeWhile(static t => t is BoundLet).Cast<BoundLet>().Select(static l => (l.Slot, Expression.Of(l.Value)))];
    }

    /// <summary>The rows that reach the head. A row whose expression or aggregate fails is dropped and counted in the frame, whose slots are overwritten.</summary>
    /// <param name="substitutions">Distinct and sorted.</param>
    /// <param name="frame">Gives parameters and time.</param>
    public List<GroupRow> Run(List<Substitution> substitutions, Frame frame)
    {
        Value[] kept = frame.Slots;
        List<GroupRow> rows = substitutions.ConvertAll(Start);
        foreach (Func<List<GroupRow>, Frame, List<GroupRow>> step in _steps)
        {
            rows = step(rows, frame);
        }

        frame.Slots = kept;
        return rows;
    }

    /// <summary>Runs the lets before the group on a substitution; false when one fails.</summary>
    public bool TryLetsBefore(Value[] slots, Frame frame)
    {
        Value[] kept = frame.Slots;
        frame.Slots = slots;
        bool succeeds = true;
        foreach ((int slot, Expression value) in _letsBefore)
        {
            succeeds = succeeds && value.TryEvaluate(frame, out slots[slot]);
        }

        frame.Slots = kept;
        return succeeds;
    }

    /// <summary>The row shares its slots with its only member, so that a let before the group is seen among the member's values.</summary>
    private static GroupRow Start(Substitution substitution)
    {
        Substitution member = substitution with { Slots = [.. substitution.Slots] };
        return new GroupRow(member.Slots, [member]);
    }

    private Func<List<GroupRow>, Frame, List<GroupRow>> Ready(BoundTransform transform)
    {
        switch (transform)
        {
            case BoundLet let:
                Expression value = Expression.Of(let.Value);
                return (rows, frame) => rows.FindAll(row => TryLet(let.Slot, value, row, frame));
            case BoundGroup group:
                Expression[][] arguments = [.. group.Aggregates.Select(static a => Expression.Of(a.Arguments))];
                return (rows, frame) => Group(group, arguments, rows, frame);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static bool TryLet(int slot, Expression value, GroupRow row, Frame frame)
    {
        frame.Slots = row.Slots;
        bool succeeds = value.TryEvaluate(frame, out row.Slots[slot]);
        frame.Failures += succeeds ? 0 : 1;
        return succeeds;
    }

    private List<GroupRow> Group(BoundGroup group, Expression[][] arguments, List<GroupRow> rows, Frame frame)
    {
        List<GroupRow> results = [];
        foreach (List<GroupRow> members in Partition(group.Keys, rows))
        {
            if (TryAggregate(group, arguments, members, frame, out Value[] slots))
            {
                results.Add(new GroupRow(slots, [.. members.SelectMany(static m => m.Members)]));
            }
            else
            {
                frame.Failures++;
            }
        }

        return results;
    }

    /// <summary>Groups in the order in which their first members come.</summary>
    private static List<List<GroupRow>> Partition(ImmutableArray<int> keys, List<GroupRow> rows)
    {
        Dictionary<RowKey, List<GroupRow>> byKey = [];
        List<List<GroupRow>> inOrder = [];
        foreach (GroupRow row in rows)
        {
            RowKey key = RowKey.Of(row.Slots, keys.AsSpan());
            if (!byKey.TryGetValue(key, out List<GroupRow>? members))
            {
                byKey[key] = members = [];
                inOrder.Add(members);
            }

            members.Add(row);
        }

        return inOrder;
    }

    private bool TryAggregate(BoundGroup group, Expression[][] expressions, List<GroupRow> members, Frame frame, out Value[] slots)
    {
        slots = new Value[members[0].Slots.Length];
        foreach (int key in group.Keys)
        {
            slots[key] = members[0].Slots[key];
        }

        EventTime[] times = [.. members.Select(row => new EventTime(row.Members.Max(m => _times.TimeOf(_rule.Rule, m.Matched))))];
        for (int i = 0; i < group.Aggregates.Length; i++)
        {
            BoundAggregate aggregate = group.Aggregates[i];
            if (!TryArguments(expressions[i], members, frame, out Value[][] arguments)
                || !aggregate.Function.TryAggregate(arguments, times, out slots[aggregate.Slot]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryArguments(Expression[] expressions, List<GroupRow> members, Frame frame, out Value[][] arguments)
    {
        arguments = new Value[members.Count][];
        for (int i = 0; i < arguments.Length; i++)
        {
            frame.Slots = members[i].Slots;
            arguments[i] = new Value[expressions.Length];
            for (int j = 0; j < expressions.Length; j++)
            {
                if (!expressions[j].TryEvaluate(frame, out arguments[i][j]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
