using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Writes questions about rules as promises.</summary>
internal static class Promises
{
    /// <summary>The body, a group's members included, never holds.</summary>
    public static BoundInvariant NeverFires(BoundRule rule) => Of("never_fires", rule, rule.Body, []);

    /// <summary>The rest of the body implies a comparison.</summary>
    public static BoundInvariant Implied(BoundRule rule, BoundComparison literal) => Of("implied", rule, rule.Body.Remove(literal), [literal]);

    /// <summary>True when no variable gets its value from a comparison, so that the body can do without it.</summary>
    public static bool IsSafeWithout(BoundRule rule, BoundLiteral literal)
    {
        if (literal is not BoundComparison { Operator: ComparisonOperator.Equal } equal)
        {
            return true;
        }

        HashSet<int> bound = [.. rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated).SelectMany(static a => a.Arguments).OfType<BoundVariable>().Select(static v => v.Slot)];
        return new[] { equal.Left, equal.Right }.All(side => side is not BoundVariable v || bound.Contains(v.Slot));
    }

    /// <summary>A program in which what <paramref name="other"/> derives has a name of its own, and the promise that <paramref name="rule"/> derives nothing beyond it.</summary>
    public static (BoundProgram Program, BoundInvariant Promise) Covered(BoundProgram program, BoundRule rule, BoundRule other)
    {
        (BoundProgram both, int own) = Apart(program, other);
        return (both, NothingBeyond(rule, own, other.Span));
    }

    /// <summary>The promise that a rule derives no row that another predicate does not have, and the program that it is about.</summary>
    public static (BoundProgram Program, BoundInvariant Promise) Beyond(BoundProgram program, BoundRule rule, int predicate)
    {
        if (rule.Transforms.IsEmpty)
        {
            return (program, NothingBeyond(rule, predicate, rule.Span));
        }

        (BoundProgram both, int own) = Apart(program, rule);
        return (both, Within(both, own, predicate));
    }

    /// <summary>A program with one more predicate: what a rule derives by itself.</summary>
    private static (BoundProgram Program, int Predicate) Apart(BoundProgram program, BoundRule rule)
    {
        BoundPredicate head = program.Predicates[rule.HeadPredicate];
        int id = program.Predicates.Length;
        BoundPredicate own = head with { Id = id, Name = head.Name + " by another rule", IsDerived = true, IsExtensional = false, Key = [] };
        BoundRule copy = rule with { Index = program.Rules.Length, Id = rule.Id + " again", HeadPredicate = id };
        return (program with
        {
            Predicates = program.Predicates.Add(own),
            Rules = program.Rules.Add(copy),
            Strata = program.Strata.Add(new Stratum([id], [copy.Index], IsRecursive: false)),
            Invariants = [],
        }, id);
    }

    private static BoundInvariant NothingBeyond(BoundRule rule, int predicate, SourceSpan span)
    {
        List<BoundLiteral> body = [.. rule.Body];
        List<string> variables = [.. rule.Variables];
        ImmutableArray<BoundExpression> columns = [.. rule.Head.Select(h => Simple(h, body, variables))];
        body.Add(new BoundAtom { Predicate = predicate, IsNegated = true, Arguments = columns, Span = span });
        return Of("covered", rule, [.. body], []) with { Variables = [.. variables] };
    }

    /// <summary>Every row of one predicate is a row of another with as many columns.</summary>
    public static BoundInvariant Within(BoundProgram program, int rows, int of)
    {
        BoundPredicate shape = program.Predicates[rows];
        ImmutableArray<BoundExpression> columns = [.. shape.Types.Select((type, i) => new BoundVariable { Slot = i, Type = type, Span = shape.Span })];
        return new BoundInvariant
        {
            Name = "within",
            IsNever = true,
            Body =
            [
                new BoundAtom { Predicate = rows, IsNegated = false, Arguments = columns, Span = shape.Span },
                new BoundAtom { Predicate = of, IsNegated = true, Arguments = columns, Span = shape.Span },
            ],
            Conclusion = [],
            Variables = [.. shape.Columns],
            Span = shape.Span,
        };
    }

    /// <summary>Both rules never propose for one key at once while no veto strikes them.</summary>
    public static BoundInvariant NotBoth(BoundProgram program, BoundDecide decide, BoundRule left, BoundRule right)
    {
        SlotShift shift = new(left.Variables.Length);
        List<BoundLiteral> body = [.. left.Body, .. right.Body.Select(shift.Literal)];
        foreach (int key in decide.Key)
        {
            body.Add(new BoundComparison { Operator = ComparisonOperator.Equal, Left = left.Head[key], Right = shift.Expression(right.Head[key]), Span = right.Span });
        }

        List<string> variables = [.. left.Variables, .. right.Variables];
        if (!decide.VetoExcept.Contains(left.Class ?? "/entry") && decide.Key.All(k => left.Head[k] is BoundVariable))
        {
            body.AddRange(decide.Vetoes.Select(v => NoRow(program.Predicates[v], [.. decide.Key.Select(k => left.Head[k])], variables, left.Span)));
        }

        return Of("not_both", left, [.. body], []) with { Variables = [.. variables] };
    }

    private static BoundAtom NoRow(BoundPredicate predicate, ImmutableArray<BoundExpression> key, List<string> variables, SourceSpan span)
    {
        ImmutableArray<BoundExpression>.Builder columns = ImmutableArray.CreateBuilder<BoundExpression>();
        columns.AddRange(key);
        for (int i = key.Length; i < predicate.Arity; i++)
        {
            columns.Add(new BoundVariable { Slot = variables.Count, Type = predicate.Types[i], Span = span });
            variables.Add("_");
        }

        return new BoundAtom { Predicate = predicate.Id, IsNegated = true, Arguments = columns.ToImmutable(), Span = span };
    }

    /// <summary>True when two rules propose the same kind of action, or when the kinds are not constants.</summary>
    public static bool SameKind(BoundDecide decide, BoundRule left, BoundRule right) =>
        KindOf(left.Head[decide.ActionColumn]) is not { } a || KindOf(right.Head[decide.ActionColumn]) is not { } b || a == b;

    private static Value? KindOf(BoundExpression action)
    {
        if (action is BoundConstant { Value: var value })
        {
            return value.Kind == ValueKind.Struct ? value.TryGetEntry(Value.Name("/kind"), out Value kind) ? kind : null : value;
        }

        if (action is not BoundCall { Function.Name: "struct" } call)
        {
            return null;
        }

        int at = call.Arguments.IndexOf(call.Arguments.FirstOrDefault(static a => a is BoundConstant { Value: { Kind: ValueKind.Name } name } && name.AsText == "/kind")!);
        return at >= 0 && at + 1 < call.Arguments.Length && call.Arguments[at + 1] is BoundConstant constant ? constant.Value : null;
    }

    private static BoundExpression Simple(BoundExpression expression, List<BoundLiteral> body, List<string> variables)
    {
        if (expression is not (BoundCall or BoundNow))
        {
            return expression;
        }

        BoundVariable stand = new() { Slot = variables.Count, Type = expression.Type, Span = expression.Span };
        variables.Add($"_h{variables.Count}");
        body.Add(new BoundComparison { Operator = ComparisonOperator.Equal, Left = stand, Right = expression, Span = expression.Span });
        return stand;
    }

    private static BoundInvariant Of(string name, BoundRule rule, ImmutableArray<BoundLiteral> body, ImmutableArray<BoundLiteral> conclusion) => new()
    {
        Name = name,
        IsNever = conclusion.IsEmpty,
        Body = body,
        Conclusion = conclusion,
        Variables = rule.Variables,
        Span = rule.Span,
    };
}
