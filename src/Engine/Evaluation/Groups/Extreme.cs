using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>min</c> and <c>max</c>: a better value replaces the extreme at once. When a member with the extreme goes, a small group is read again; a large one keeps its values in order from then on.</summary>
internal sealed class Extreme : GroupAggregate
{
    /// <summary>Members from which on a group that loses its extreme keeps its values in order. Where the extreme always goes, order pays from 24; where prices wander it does not at 64 yet (ADR 122).</summary>
    private const int Large = 48;

    private readonly CellKind _kind;
    private readonly int _side;
    private readonly Interner _interner;
    private readonly OrderedValues _ordered;
    private long[] _extremes = [];
    private State[] _states = [];

    /// <param name="kind">Of the argument.</param>
    /// <param name="side">-1 for the smallest, 1 for the largest.</param>
    /// <param name="interner">Orders interned values.</param>
    public Extreme(CellKind kind, int side, Interner interner)
    {
        (_kind, _side, _interner) = (kind, side, interner);
        _ordered = new OrderedValues((a, b) => -_side * Compare(a, b));
    }

    private enum State : byte
    {
        /// <summary>No member was counted.</summary>
        Empty,

        Known,

        /// <summary>The extreme went.</summary>
        Lost,

        /// <summary>All values are kept in order.</summary>
        Ordered,
    }

    public override CellKind ResultKind => _kind;

    public override void Grow(int groups)
    {
        Array.Resize(ref _extremes, groups);
        Array.Resize(ref _states, groups);
        _ordered.Grow(groups);
    }

    public override void Clear(int group)
    {
        if (_states[group] == State.Ordered)
        {
            _ordered.Clear(group);
        }

        _states[group] = State.Empty;
    }

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
        if (_states[group] == State.Ordered)
        {
            Reorder(group, arguments[0], sign);
        }
        else if (sign > 0)
        {
            Offer(group, arguments[0]);
        }
        else if (_states[group] == State.Known && _extremes[group] == arguments[0])
        {
            _states[group] = State.Lost;
        }
    }

    public override bool NeedsMembers(int group) => _states[group] == State.Lost;

    public override void BeginMembers(int group, int count) => _states[group] = count < Large ? State.Empty : State.Ordered;

    public override void TakeMember(int group, ReadOnlySpan<long> arguments, EventTime time) => Count(group, arguments, 1);

    public override bool TryResult(int group, long members, out long cell)
    {
        cell = _states[group] == State.Ordered ? _ordered.First(group) : _extremes[group];
        return true;
    }

    public override void MarkInterned(ReadOnlySpan<long> members, Interner interner)
    {
        if (_kind != CellKind.Interned)
        {
            return;
        }

        _ordered.MarkInterned(interner);
        for (int group = 0; group < members.Length; group++)
        {
            if (members[group] > 0 && _states[group] == State.Known)
            {
                interner.Mark(_extremes[group]);
            }
        }
    }

    private void Reorder(int group, long cell, int sign)
    {
        if (sign > 0)
        {
            _ordered.Add(group, cell);
        }
        else
        {
            _ordered.Remove(group, cell);
        }
    }

    /// <summary>A lost extreme stays lost: a better value may have been among the others.</summary>
    private void Offer(int group, long cell)
    {
        if (_states[group] == State.Empty || (_states[group] == State.Known && Compare(cell, _extremes[group]) * _side > 0))
        {
            (_extremes[group], _states[group]) = (cell, State.Known);
        }
    }

    private int Compare(long a, long b) => _kind switch
    {
        CellKind.Float64 => CellOps.Float(a).CompareTo(CellOps.Float(b)),
        CellKind.Interned => _interner[a].CompareTo(_interner[b]),
        _ => a.CompareTo(b),
    };
}
