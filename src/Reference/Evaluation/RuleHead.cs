using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>The last steps of a rule without a group: its lets, then its head.</summary>
internal static class RuleHead
{
    /// <summary>False when an expression fails.</summary>
    public static bool TryBuild(BoundRule rule, Frame frame, Value[] row)
    {
        foreach (BoundTransform transform in rule.Transforms)
        {
            if (transform is BoundLet let && !ExpressionEvaluator.TryEvaluate(let.Value, frame, out frame.Slots[let.Slot]))
            {
                return false;
            }
        }

        return TryBuildRow(rule, frame, row);
    }

    /// <summary>Only the head: transforms have run.</summary>
    public static bool TryBuildRow(BoundRule rule, Frame frame, Value[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!ExpressionEvaluator.TryEvaluate(rule.Head[i], frame, out row[i]))
            {
                return false;
            }
        }

        return true;
    }
}
