using System.Globalization;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Unfolds a grouped rule: a row of it needs a member for each aggregate that picks one, and the results are bounded by what the members say.</summary>
/// <remarks>
/// The largest of a group is the value of some member; that no other is larger follows from the rows that the engine finds (see <c>Generaliser</c>).
/// Counts and sums are unknown within their signs; that the group has one member only is preferred, not required.
/// </remarks>
internal sealed class GroupUnfolder(Scene scene, ExpressionEncoder expressions, BodyUnfolder bodies)
{
    public void Group(BoundRule rule, Sym?[] columns, Sym?[] slots, List<string> conditions, string guard, Depth depth)
    {
        int at = rule.Transforms.IndexOf(rule.Transforms.OfType<BoundGroup>().Last());
        BoundGroup group = (BoundGroup)rule.Transforms[at];
        for (int i = 0; i < columns.Length; i++)
        {
            if (rule.Head[i] is BoundVariable key && group.Keys.Contains(key.Slot))
            {
                slots[key.Slot] ??= columns[i];
            }
        }

        Dictionary<string, Sym?[]> witnesses = new(StringComparer.Ordinal);
        foreach (BoundAggregate aggregate in group.Aggregates)
        {
            Sym?[] member = Witness(rule, at, group, slots, witnesses, Criterion(aggregate), conditions, guard, depth);
            slots[aggregate.Slot] = Result(aggregate, member, conditions);
        }

        if (group.Aggregates.IsEmpty)
        {
            Witness(rule, at, group, slots, witnesses, "any", conditions, guard, depth);
        }
    }

    /// <summary>Aggregates that are decided by one member share it: the argmin of X by Y and the min of Y.</summary>
    private static string Criterion(BoundAggregate aggregate) => aggregate.Function.Name switch
    {
        "max" or "min" => $"{aggregate.Function.Name} {KeyOf(aggregate.Arguments[0])}",
        "argmax" or "argmin" => $"{aggregate.Function.Name[3..]} {KeyOf(aggregate.Arguments[1])}",
        _ => "any",
    };

    private static string KeyOf(BoundExpression expression) =>
        expression is BoundVariable variable ? variable.Slot.ToString(CultureInfo.InvariantCulture) : expression.Span.Text;

    private Sym?[] Witness(
        BoundRule rule, int at, BoundGroup group, Sym?[] slots, Dictionary<string, Sym?[]> witnesses, string criterion, List<string> conditions, string guard, Depth depth)
    {
        if (witnesses.TryGetValue(criterion, out Sym?[]? known))
        {
            return known;
        }

        Sym?[] member = new Sym?[slots.Length];
        foreach (int key in group.Keys)
        {
            member[key] = slots[key];
        }

        bodies.Body(rule.Body, member, conditions, guard, depth);
        foreach (BoundLet let in rule.Transforms.Take(at).OfType<BoundLet>())
        {
            member[let.Slot] = expressions.Encode(let.Value, member, conditions);
        }

        foreach (int key in group.Keys)
        {
            slots[key] ??= member[key];
        }

        witnesses.Add(criterion, member);
        return member;
    }

    private Sym Result(BoundAggregate aggregate, Sym?[] member, List<string> conditions)
    {
        string name = aggregate.Function.Name;
        Sym? first = aggregate.Arguments.IsEmpty ? null : expressions.Encode(aggregate.Arguments[0], member, conditions);
        if (name is "max" or "min" or "argmax" or "argmin" && first is not null)
        {
            return first;
        }

        Sym result = scene.Unknown(aggregate.ResultType, name);
        if (result is SymScalar count && name is "count" or "count_distinct")
        {
            count = (SymScalar)result;
            conditions.Add($"(>= {count.Value} 1)");
            scene.Prefer($"(= {count.Value} 1)");
        }
        else if (first is not null && name is "sum" or "avg" or "median" or "quantile" or "first" or "last")
        {
            scene.Prefer(Sym.Equal(result, first!));
        }

        scene.Simplifications.Add($"'{name}' is taken as any value that its members' types allow");
        return result;
    }
}
