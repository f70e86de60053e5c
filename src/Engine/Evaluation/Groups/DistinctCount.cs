using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>count_distinct</c>: how many members share each combination of arguments, and how many combinations each group has.</summary>
/// <param name="arguments">Kinds of the arguments.</param>
internal sealed class DistinctCount(CellKind[] arguments) : GroupAggregate
{
    private readonly CellTuples _combinations = new(1 + arguments.Length);
    private readonly long[] _tuple = new long[1 + arguments.Length];
    private long[] _distinct = [];
    private long[] _members = [];

    public override CellKind ResultKind => CellKind.Number;

    public override void Grow(int groups) => Array.Resize(ref _distinct, groups);

    /// <summary>Combinations of a group that lost every member are gone already: the last member of each took it along.</summary>
    public override void Clear(int group) => _distinct[group] = 0;

    /// <summary>Looks at the combinations of all groups: only after a roll-back.</summary>
    public override void ForgetMembers(int group)
    {
        for (int number = 0; number < _combinations.End; number++)
        {
            if (_members[number] > 0 && _combinations[number][0] == group)
            {
                _members[number] = 0;
                _combinations.Remove(number);
            }
        }

        Clear(group);
    }

    public override void ClearAll() => _combinations.Clear();

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
        _tuple[0] = group;
        arguments.CopyTo(_tuple.AsSpan(1));
        int number = _combinations.FindOrAdd(_tuple, out bool isNew);
        if (number >= _members.Length)
        {
            Array.Resize(ref _members, Math.Max(16, number * 2));
        }

        long before = isNew ? 0 : _members[number];
        _members[number] = before + sign;
        _distinct[group] += (before + sign > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
        if (before + sign == 0)
        {
            _combinations.Remove(number);
        }
    }

    public override bool TryResult(int group, long members, out long cell)
    {
        cell = _distinct[group];
        return true;
    }

    public override void MarkInterned(ReadOnlySpan<long> members, Interner interner)
    {
        for (int number = 0; number < _combinations.End; number++)
        {
            for (int i = 0; i < arguments.Length && _members[number] > 0; i++)
            {
                if (arguments[i] == CellKind.Interned)
                {
                    interner.Mark(_combinations[number][1 + i]);
                }
            }
        }
    }
}
