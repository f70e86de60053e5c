using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A row at the head of a rule: its variables and the substitutions behind it.</summary>
internal sealed record HeadRow(Value?[] Slots, Fact Head, ImmutableArray<Substitution> Members)
{
    public IEnumerable<Fact> Premises => Members.SelectMany(static m => m.Premises);
}

/// <summary>Runs what follows a body: the values computed per row, the group, the values computed per group, the head.</summary>
internal sealed class GroupSolver(BoundRule rule, RuleState state)
{
    public IEnumerable<HeadRow> Run(List<Substitution> substitutions)
    {
        List<(Value?[] Slots, List<Substitution> Members)> rows = substitutions.ConvertAll(static s => (s.Slots, new List<Substitution> { s }));
        foreach (BoundTransform transform in rule.Transforms)
        {
            rows = transform switch
            {
                BoundLet let => rows.FindAll(r => (r.Slots[let.Slot] = state.Expressions.Evaluate(let.Value, r.Slots)) is not null),
                BoundGroup group => [.. Group(group, rows)],
                _ => throw Expressions.Unknown(transform),
            };
        }

        foreach ((Value?[] slots, List<Substitution> members) in rows)
        {
            Value?[] head = [.. rule.Head.Select(e => state.Expressions.Evaluate(e, slots))];
            if (!Array.Exists(head, static v => v is null))
            {
                yield return new HeadRow(slots, new Fact(state.Program.Predicates[rule.HeadPredicate].Name, [.. head.Select(static v => v!.Value)]), [.. members]);
            }
        }
    }

    private IEnumerable<(Value?[] Slots, List<Substitution> Members)> Group(BoundGroup group, List<(Value?[] Slots, List<Substitution> Members)> rows)
    {
        foreach (var members in rows.GroupBy(r => Value.List([.. group.Keys.Select(k => r.Slots[k]!.Value)])))
        {
            Value?[] slots = new Value?[rule.Variables.Length];
            group.Keys.ToList().ForEach(key => slots[key] = members.First().Slots[key]);
            if (group.Aggregates.All(a => (slots[a.Slot] = Aggregate(a, [.. members])) is not null))
            {
                yield return (slots, [.. members.SelectMany(static m => m.Members)]);
            }
        }
    }

    private Value? Aggregate(BoundAggregate aggregate, List<(Value?[] Slots, List<Substitution> Members)> members)
    {
        List<Value?[]> arguments = members.ConvertAll(m => aggregate.Arguments.Select(a => state.Expressions.Evaluate(a, m.Slots)).ToArray());
        List<EventTime> times = members.ConvertAll(m => state.TimeOf(m.Members[0].Premises));
        bool has = arguments.TrueForAll(static a => Array.TrueForAll(a, static v => v is not null));
        return has && aggregate.Function.TryAggregate(arguments.ConvertAll(static a => Array.ConvertAll(a, static v => v!.Value)), times, out Value result) ? result : null;
    }
}
