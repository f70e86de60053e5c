using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>An expression made ready to run.</summary>
internal abstract class Expression
{
    /// <summary>False when it fails: an overflow, a division by zero, a domain error.</summary>
    public abstract bool TryEvaluate(Frame frame, out Value value);

    public static Expression Of(BoundExpression bound) => bound switch
    {
        BoundVariable variable => new SlotExpression(variable.Slot),
        BoundConstant constant => new ConstantExpression(constant.Value),
        BoundParameter parameter => new ParameterExpression(parameter.Index),
        BoundNow => new NowExpression(),
        BoundCall { Arguments.Length: 2, Function.Name: "plus" or "minus" or "mult" } call => new IntegerExpression(call),
        BoundCall call => new CallExpression(call),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static Expression[] Of(IEnumerable<BoundExpression> bound) => [.. bound.Select(Of)];

    private sealed class SlotExpression(int slot) : Expression
    {
        public override bool TryEvaluate(Frame frame, out Value value)
        {
            value = frame.Slots[slot];
            return true;
        }
    }

    private sealed class ConstantExpression(Value constant) : Expression
    {
        public override bool TryEvaluate(Frame frame, out Value value)
        {
            value = constant;
            return true;
        }
    }

    private sealed class ParameterExpression(int index) : Expression
    {
        public override bool TryEvaluate(Frame frame, out Value value)
        {
            value = frame.State.Params[index];
            return true;
        }
    }

    private sealed class NowExpression : Expression
    {
        public override bool TryEvaluate(Frame frame, out Value value)
        {
            value = Value.Time(frame.State.Now.Nanoseconds);
            return true;
        }
    }
}
