using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Which variables literals bind and need.</summary>
internal static class BodyBinding
{
    /// <summary>Slots that some positive literal binds. A variable of a negation that is not among them is a wildcard.</summary>
    public static bool[] Bindable(ImmutableArray<BoundLiteral> literals, int slots)
    {
        bool[] bindable = new bool[slots];
        foreach (BoundVariable variable in literals.SelectMany(Binders).OfType<BoundVariable>())
        {
            bindable[variable.Slot] = true;
        }

        return bindable;
    }

    public static IEnumerable<BoundExpression> Inputs(BoundBuiltinLiteral literal) => literal.Arguments.Where((_, i) => literal.Predicate.IsInput(i));

    public static IEnumerable<BoundExpression> Outputs(BoundBuiltinLiteral literal) => literal.Arguments.Where((_, i) => !literal.Predicate.IsInput(i));

    /// <summary>How arguments meet the slots known before them; a variable for which <paramref name="isWildcard"/> holds may be anything.</summary>
    public static AtomPattern Pattern(ImmutableArray<BoundExpression> arguments, bool[] isBound, Func<int, bool>? isWildcard = null)
    {
        List<int> columns = [];
        List<BoundExpression> keys = [];
        List<ColumnSlot> binds = [], repeats = [];
        for (int column = 0; column < arguments.Length; column++)
        {
            if (arguments[column] is BoundVariable { Slot: int slot } && !isBound[slot])
            {
                if (isWildcard is null || !isWildcard(slot))
                {
                    (binds.Exists(bind => bind.Slot == slot) ? repeats : binds).Add(new ColumnSlot(column, slot));
                }
            }
            else
            {
                columns.Add(column);
                keys.Add(arguments[column]);
            }
        }

        return new AtomPattern([.. columns], [.. keys], [.. binds], [.. repeats], arguments.Length);
    }

    private static IEnumerable<BoundExpression> Binders(BoundLiteral literal) => literal switch
    {
        BoundAtom { IsNegated: false } atom => atom.Arguments,
        BoundBuiltinLiteral { IsNegated: false } builtin => Outputs(builtin),
        BoundComparison { Operator: ComparisonOperator.Equal } equality => [equality.Left, equality.Right],
        _ => [],
    };
}
