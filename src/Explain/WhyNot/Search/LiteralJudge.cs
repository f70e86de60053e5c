using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Says of a literal whether it can be judged under a partial substitution, and whether it then holds.</summary>
internal sealed class LiteralJudge(SlotReader reader, FactLookup lookup, bool[] isBindable)
{
    /// <summary>True for a literal other than a positive atom whose inputs all have values.</summary>
    public bool IsReady(BoundLiteral literal, Value?[] slots) => literal switch
    {
        BoundAtom atom => atom.IsNegated && atom.Arguments.All(a => IsKnownOrWildcard(a, slots)),
        BoundComparison comparison => AssignedSlot(comparison, slots) is not null
            || (SlotReader.IsKnown(comparison.Left, slots) && SlotReader.IsKnown(comparison.Right, slots)),
        BoundBuiltinLiteral builtin => IsReady(builtin, slots),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The slot that an equality can give a value now; null when there is none.</summary>
    public static int? AssignedSlot(BoundComparison comparison, Value?[] slots) => comparison switch
    {
        { Operator: not ComparisonOperator.Equal } => null,
        { Left: BoundVariable left } when !slots[left.Slot].HasValue && SlotReader.IsKnown(comparison.Right, slots) => left.Slot,
        { Right: BoundVariable right } when !slots[right.Slot].HasValue && SlotReader.IsKnown(comparison.Left, slots) => right.Slot,
        _ => null,
    };

    public bool Holds(BoundComparison comparison, Value?[] slots)
    {
        if (!reader.TryEvaluate(comparison.Left, slots, out Value left) || !reader.TryEvaluate(comparison.Right, slots, out Value right))
        {
            return false;
        }

        if (comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            return left == right == (comparison.Operator == ComparisonOperator.Equal);
        }

        int order = left.CompareTo(right);
        return left.Kind == right.Kind && comparison.Operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The rows of output arguments that fit what is known; for a negated literal an empty answer means that it holds.</summary>
    public List<Value[]> Solve(BoundBuiltinLiteral literal, Value?[] slots)
    {
        List<Value> inputs = [];
        List<Value[]> solutions = [];
        for (int i = 0; i < literal.Arguments.Length; i++)
        {
            if (literal.Predicate.IsInput(i))
            {
                if (!reader.TryEvaluate(literal.Arguments[i], slots, out Value value))
                {
                    return solutions;
                }

                inputs.Add(value);
            }
        }

        literal.Predicate.Solve([.. inputs], solutions);
        BoundExpression[] outputs = Outputs(literal);
        solutions.RemoveAll(solution => !TryBind(outputs, solution, [.. slots]));
        return solutions;
    }

    /// <summary>The facts that an atom matches.</summary>
    public IEnumerable<Fact> Matches(BoundAtom atom, Value?[] slots)
    {
        Value?[] columns = reader.Columns(atom.Arguments, slots);
        foreach (Fact fact in lookup.Candidates(atom.Predicate, columns))
        {
            if (TryBind(atom.Arguments, fact.Arguments, [.. slots]))
            {
                yield return fact;
            }
        }
    }

    /// <summary>Gives the variables among some expressions the values of a row; false where a value differs from one that is known.</summary>
    public bool TryBind(IReadOnlyList<BoundExpression> expressions, Value[] row, Value?[] slots)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (expressions[i] is BoundVariable variable && !slots[variable.Slot].HasValue)
            {
                slots[variable.Slot] = row[i];
            }
            else if (!reader.TryEvaluate(expressions[i], slots, out Value known) || known != row[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Null when the expression fails.</summary>
    public Value? ValueOf(BoundExpression expression, Value?[] slots) => reader.TryEvaluate(expression, slots, out Value value) ? value : null;

    public static BoundExpression[] Outputs(BoundBuiltinLiteral literal) => [.. literal.Arguments.Where((_, i) => !literal.Predicate.IsInput(i))];

    private bool IsReady(BoundBuiltinLiteral literal, Value?[] slots)
    {
        for (int i = 0; i < literal.Arguments.Length; i++)
        {
            bool isReady = literal.Predicate.IsInput(i)
                ? SlotReader.IsKnown(literal.Arguments[i], slots)
                : !literal.IsNegated || IsKnownOrWildcard(literal.Arguments[i], slots);
            if (!isReady)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsKnownOrWildcard(BoundExpression expression, Value?[] slots) =>
        SlotReader.IsKnown(expression, slots) || (expression is BoundVariable variable && !isBindable[variable.Slot]);
}
