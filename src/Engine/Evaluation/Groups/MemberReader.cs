namespace CryptoScalp.Rules.Engine;

/// <summary>Computes a member's cells from the values in a frame's slots, as emitted joins do by themselves.</summary>
internal sealed class MemberReader(MemberShape shape, Interner interner)
{
    private readonly (int Slot, Expression Value)[] _lets = [.. shape.Lets.Select(static let => (let.Slot, Expression.Of(let.Value)))];
    private readonly Expression[] _arguments = Expression.Of(shape.Arguments);

    /// <summary>Fills <see cref="Frame.Member"/> and <see cref="Frame.IsMemberBad"/>; false when a let fails.</summary>
    public bool TryRead(Frame frame)
    {
        foreach ((int slot, Expression value) in _lets)
        {
            if (!value.TryEvaluate(frame, out frame.Slots[slot]))
            {
                return false;
            }
        }

        int cell = 0;
        bool fits = true;
        foreach (int slot in shape.Keys)
        {
            fits &= interner.TryEncode(frame.Slots[slot], shape.Kinds[cell], out frame.Member[cell++]);
        }

        frame.IsMemberBad = false;
        foreach (Expression argument in _arguments)
        {
            bool has = argument.TryEvaluate(frame, out Primitives.Value value);
            frame.IsMemberBad |= !has || !interner.TryEncode(value, shape.Kinds[cell], out frame.Member[cell]);
            cell++;
        }

        return fits;
    }
}
