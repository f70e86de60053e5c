using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary><c>X = expression</c> with X unbound: binds it.</summary>
internal sealed class AssignStep(int slot, BoundExpression expression) : LiteralStep
{
    public override void Run(Frame frame)
    {
        if (ExpressionEvaluator.TryEvaluate(expression, frame, out Value value))
        {
            frame.Slots[slot] = value;
            Next.Run(frame);
        }
        else
        {
            frame.Failures++;
        }
    }
}
