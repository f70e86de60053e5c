using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Renumbers the variables of a rule, so that two bodies can stand side by side.</summary>
internal sealed class SlotShift(int by)
{
    public BoundLiteral Literal(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom with { Arguments = [.. atom.Arguments.Select(Expression)] },
        BoundComparison comparison => comparison with { Left = Expression(comparison.Left), Right = Expression(comparison.Right) },
        BoundBuiltinLiteral builtin => builtin with { Arguments = [.. builtin.Arguments.Select(Expression)] },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public BoundExpression Expression(BoundExpression expression) => expression switch
    {
        BoundVariable variable => variable with { Slot = variable.Slot + by },
        BoundCall call => call with { Arguments = [.. call.Arguments.Select(Expression)] },
        _ => expression,
    };
}
