using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>How the solutions of a built-in predicate meet the variables known before it.</summary>
internal sealed class SolutionPattern(AtomPattern pattern)
{
    private readonly int[] _columns = [.. pattern.KeyColumns];
    private readonly Expression[] _keys = Expression.Of(pattern.Keys);
    private readonly Value[] _key = new Value[pattern.KeyColumns.Length];
    private readonly ColumnSlot[] _binds = [.. pattern.Binds];
    private readonly ColumnSlot[] _repeats = [.. pattern.Repeats];

    public void Fill(Frame frame)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            // Variables, constants and parameters cannot fail.
            _ = _keys[i].TryEvaluate(frame, out _key[i]);
        }
    }

    public bool HasKey(Value[] solution)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (solution[_columns[i]] != _key[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Binds the solution's values to slots; false when a repeated variable meets two values.</summary>
    public bool TryBind(Value[] solution, Value[] slots)
    {
        foreach (ColumnSlot bind in _binds)
        {
            slots[bind.Slot] = solution[bind.Column];
        }

        foreach (ColumnSlot repeat in _repeats)
        {
            if (solution[repeat.Column] != slots[repeat.Slot])
            {
                return false;
            }
        }

        return true;
    }
}
