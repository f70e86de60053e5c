using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Says of a literal whether it can be judged under a partial substitution, and whether it then holds.</summary>
internal sealed class LiteralJudge(SlotReader reader, FactLookup lookup, bool[] isBindable)
{
    /// <summary>True for a literal other than a positive atom whose inputs all have values.</summary>
    public bool IsReady(BoundLiteral literal, Value?[] slots) => literal switch
    {
        BoundAtom atom => atom.IsNegated && AreKnownOrWildcards(atom.Arguments, slots),
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
    public List<Value[]> Solve(BoundBuiltinLiteral literal, SlotTrail slots)
    {
        List<Value> inputs = [];
        List<Value[]> solutions = [];
        for (int i = 0; i < literal.Arguments.Length; i++)
        {
            if (literal.Predicate.IsInput(i))
            {
                if (!reader.TryEvaluate(literal.Arguments[i], slots.Values, out Value value))
                {
                    return solutions;
                }

                inputs.Add(value);
            }
        }

        literal.Predicate.Solve([.. inputs], solutions);
        BoundExpression[] outputs = Outputs(literal);
        solutions.RemoveAll(solution => !Fits(outputs, solution, slots));
        return solutions;
    }

    /// <summary>The facts that an atom may match: those of the rarest value that it gives. The caller binds the other columns.</summary>
    public IReadOnlyList<Fact> Candidates(BoundAtom atom, Value?[] slots)
    {
        IReadOnlyList<Fact> best = lookup.Of(atom.Predicate);
        for (int column = 0; column < atom.Arguments.Length && best.Count > FactLookup.WorthAnIndex; column++)
        {
            if (reader.TryEvaluate(atom.Arguments[column], slots, out Value value))
            {
                IReadOnlyList<Fact> found = lookup.With(atom.Predicate, column, value);
                best = found.Count < best.Count ? found : best;
            }
        }

        return best;
    }

    /// <summary>The facts that an atom matches.</summary>
    public List<Fact> Matches(BoundAtom atom, SlotTrail slots)
    {
        List<Fact> matches = [];
        foreach (Fact fact in Candidates(atom, slots.Values))
        {
            if (Fits(atom.Arguments.AsSpan(), fact.Arguments, slots))
            {
                matches.Add(fact);
            }
        }

        return matches;
    }

    /// <summary>True when an atom matches some fact.</summary>
    public bool HasMatch(BoundAtom atom, SlotTrail slots)
    {
        IReadOnlyList<Fact> candidates = Candidates(atom, slots.Values);
        for (int i = 0; i < candidates.Count; i++)
        {
            if (Fits(atom.Arguments.AsSpan(), candidates[i].Arguments, slots))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the variables among some expressions the values of a row; false where a value differs from one that is known, and then the caller undoes.</summary>
    public bool TryBind(ReadOnlySpan<BoundExpression> expressions, Value[] row, SlotTrail slots)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (expressions[i] is BoundVariable variable && !slots.Values[variable.Slot].HasValue)
            {
                slots.Set(variable.Slot, row[i]);
            }
            else if (!reader.TryEvaluate(expressions[i], slots.Values, out Value known) || known != row[i])
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

    /// <summary><see cref="TryBind"/> without leaving a trace.</summary>
    private bool Fits(ReadOnlySpan<BoundExpression> expressions, Value[] row, SlotTrail slots)
    {
        int mark = slots.Mark;
        bool fits = TryBind(expressions, row, slots);
        slots.Undo(mark);
        return fits;
    }

    private bool AreKnownOrWildcards(System.Collections.Immutable.ImmutableArray<BoundExpression> expressions, Value?[] slots)
    {
        foreach (BoundExpression expression in expressions)
        {
            if (!IsKnownOrWildcard(expression, slots))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsKnownOrWildcard(BoundExpression expression, Value?[] slots) =>
        SlotReader.IsKnown(expression, slots) || (expression is BoundVariable variable && !isBindable[variable.Slot]);
}
