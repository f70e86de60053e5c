using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>min</c> and <c>max</c>: a better value replaces the extreme at once; when a member with the extreme goes, the others are read again.</summary>
/// <param name="kind">Of the argument.</param>
/// <param name="side">-1 for the smallest, 1 for the largest.</param>
/// <param name="interner">Orders interned values.</param>
internal sealed class Extreme(CellKind kind, int side, Interner interner) : GroupAggregate
{
    private long[] _extremes = [];
    private State[] _states = [];

    private enum State : byte
    {
        /// <summary>No member was counted.</summary>
        Empty,

        Known,

        /// <summary>The extreme went.</summary>
        Lost,
    }

    public override CellKind ResultKind => kind;

    public override void Grow(int groups)
    {
        Array.Resize(ref _extremes, groups);
        Array.Resize(ref _states, groups);
    }

    public override void Clear(int group) => _states[group] = State.Empty;

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
        if (sign > 0)
        {
            Offer(group, arguments[0]);
        }
        else if (_states[group] == State.Known && _extremes[group] == arguments[0])
        {
            _states[group] = State.Lost;
        }
    }

    public override bool NeedsMembers(int group) => _states[group] == State.Lost;

    public override void BeginMembers(int group) => _states[group] = _states[group] == State.Lost ? State.Empty : _states[group];

    public override void TakeMember(int group, ReadOnlySpan<long> arguments, EventTime time) => Offer(group, arguments[0]);

    public override bool TryResult(int group, long members, out long cell)
    {
        cell = _extremes[group];
        return true;
    }

    public override void MarkInterned(ReadOnlySpan<long> members, Interner interner)
    {
        for (int group = 0; group < members.Length && kind == CellKind.Interned; group++)
        {
            if (members[group] > 0 && _states[group] == State.Known)
            {
                interner.Mark(_extremes[group]);
            }
        }
    }

    /// <summary>A lost extreme stays lost: a better value may have been among the others.</summary>
    private void Offer(int group, long cell)
    {
        if (_states[group] == State.Empty || (_states[group] == State.Known && Compare(cell, _extremes[group]) * side > 0))
        {
            (_extremes[group], _states[group]) = (cell, State.Known);
        }
    }

    private int Compare(long a, long b) => kind switch
    {
        CellKind.Float64 => CellOps.Float(a).CompareTo(CellOps.Float(b)),
        CellKind.Interned => interner[a].CompareTo(interner[b]),
        _ => a.CompareTo(b),
    };
}
