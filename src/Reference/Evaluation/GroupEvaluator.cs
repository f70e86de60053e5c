using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Runs the transforms of a grouped rule over the substitutions of its body.</summary>
internal static class GroupEvaluator
{
    /// <summary>The rows that reach the head. A row whose expression or aggregate fails is dropped and counted in <paramref name="frame"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="substitutions">Distinct and sorted.</param>
    /// <param name="frame">Gives parameters and time; its slots are overwritten.</param>
    public static List<GroupRow> Run(BoundRule rule, List<Substitution> substitutions, Frame frame)
    {
        List<GroupRow> rows = substitutions.ConvertAll(Start);
        foreach (BoundTransform transform in rule.Transforms)
        {
            rows = transform switch
            {
                BoundLet let => rows.FindAll(row => TryLet(let, row, frame)),
                BoundGroup group => Group(group, rows, frame),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        return rows;
    }

    /// <summary>The row shares its slots with its only member, so that a let before the group is seen among the member's values.</summary>
    private static GroupRow Start(Substitution substitution)
    {
        Substitution member = substitution with { Slots = [.. substitution.Slots] };
        return new GroupRow(member.Slots, [member]);
    }

    private static bool TryLet(BoundLet let, GroupRow row, Frame frame)
    {
        frame.Slots = row.Slots;
        bool succeeds = ExpressionEvaluator.TryEvaluate(let.Value, frame, out row.Slots[let.Slot]);
        frame.Failures += succeeds ? 0 : 1;
        return succeeds;
    }

    private static List<GroupRow> Group(BoundGroup group, List<GroupRow> rows, Frame frame)
    {
        List<GroupRow> results = [];
        foreach (List<GroupRow> members in Partition(group, rows))
        {
            if (TryAggregate(group, members, frame, out Value[] slots))
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
    private static List<List<GroupRow>> Partition(BoundGroup group, List<GroupRow> rows)
    {
        Dictionary<RowKey, List<GroupRow>> byKey = [];
        List<List<GroupRow>> inOrder = [];
        foreach (GroupRow row in rows)
        {
            RowKey key = RowKey.Of(row.Slots, group.Keys.AsSpan());
            if (!byKey.TryGetValue(key, out List<GroupRow>? members))
            {
                byKey[key] = members = [];
                inOrder.Add(members);
            }

            members.Add(row);
        }

        return inOrder;
    }

    private static bool TryAggregate(BoundGroup group, List<GroupRow> members, Frame frame, out Value[] slots)
    {
        slots = new Value[members[0].Slots.Length];
        foreach (int key in group.Keys)
        {
            slots[key] = members[0].Slots[key];
        }

        EventTime[] times = [.. members.Select(static m => new EventTime(m.Time))];
        foreach (BoundAggregate aggregate in group.Aggregates)
        {
            if (!TryArguments(aggregate, members, frame, out Value[][] arguments)
                || !aggregate.Function.TryAggregate(arguments, times, out slots[aggregate.Slot]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryArguments(BoundAggregate aggregate, List<GroupRow> members, Frame frame, out Value[][] arguments)
    {
        arguments = new Value[members.Count][];
        for (int i = 0; i < arguments.Length; i++)
        {
            frame.Slots = members[i].Slots;
            arguments[i] = new Value[aggregate.Arguments.Length];
            for (int j = 0; j < arguments[i].Length; j++)
            {
                if (!ExpressionEvaluator.TryEvaluate(aggregate.Arguments[j], frame, out arguments[i][j]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
