using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>X = expression</c> with X unknown: binds it.</summary>
internal sealed class AssignStep(AssignSlot planned, Step next) : Step
{
    private readonly int _slot = planned.Slot;
    private readonly Expression _value = Expression.Of(planned.Value);

    public override void Run(Frame frame)
    {
        if (_value.TryEvaluate(frame, out Value value))
        {
            frame.Slots[_slot] = value;
            next.Run(frame);
        }
        else
        {
            frame.Failures++;
        }
    }
}
