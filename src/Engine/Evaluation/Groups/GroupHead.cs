using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>What follows a group: lets over its key and results, and the head.</summary>
internal sealed class GroupHead
{
    private readonly RuleRunner _rule;
    private readonly Interner _interner;
    private readonly int[] _slots;
    private readonly (int Slot, Expression Value)[] _lets;
    private readonly int[] _source;

    public GroupHead(RuleRunner rule, MemberShape shape)
    {
        _rule = rule;
        _interner = rule.Frame.State.Interner;
        _slots = [.. shape.Keys, .. shape.Aggregates.Select(static a => a.Slot)];
        _lets = [.. shape.LetsAfter.Select(static let => (let.Slot, Expression.Of(let.Value)))];
        _source = _lets.Length == 0 && rule.Rule.Head.Where(IsCopied).Count() == rule.Rule.Head.Length
            ? [.. rule.Rule.Head.Select(column => Array.IndexOf(_slots, ((BoundVariable)column).Slot))]
            : [];
        bool IsCopied(BoundExpression column, int number) =>
            column is BoundVariable { Slot: int slot } && _slots.Contains(slot) && rule.Rule.SlotKinds[slot] == rule.Target.Predicate.KindOf(number);
    }

    /// <summary>Fills <see cref="Frame.Head"/>; false when something fails.</summary>
    /// <param name="cells">Of the key and the results, each of its slot's kind.</param>
    public bool TryHead(ReadOnlySpan<long> cells)
    {
        Frame frame = _rule.Frame;
        if (_source.Length == frame.Head.Length)
        {
            for (int i = 0; i < _source.Length; i++)
            {
                frame.Head[i] = cells[_source[i]];
            }

            return true;
        }

        for (int i = 0; i < _slots.Length; i++)
        {
            frame.Slots[_slots[i]] = _interner.Decode(cells[i], _rule.Rule.SlotKinds[_slots[i]]);
        }

        foreach ((int slot, Expression value) in _lets)
        {
            if (!value.TryEvaluate(frame, out frame.Slots[slot]))
            {
                return false;
            }
        }

        return _rule.TryHeadRowCells(frame);
    }
}
