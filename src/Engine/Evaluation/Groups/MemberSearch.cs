using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Finds the members of a group again by a join from its key, and keeps their cells for a moment. Buffers grow and stay.</summary>
internal sealed class MemberSearch : HeadSink
{
    private readonly RuleRunner _rule;
    private readonly MemberShape _shape;
    private readonly MemberReader _reader;
    private readonly ITimeSource? _times;
    private readonly EmittedJoin? _emitted;
    private readonly int[] _slotsInBody;
    private readonly int[] _keysInBody;
    private readonly long[] _key;
    private long[] _cells = [];
    private long[] _memberTimes = [];
    private bool[] _isBad = [];
    private int _count;

    public MemberSearch(RuleRunner rule, MemberShape shape, MemberReader reader, ITimeSource times)
    {
        _rule = rule;
        _shape = shape;
        _reader = reader;
        _times = rule.Rule.NeedsTimes ? times : null;
        _keysInBody = [.. Enumerable.Range(0, shape.Keys.Length).Where(i => rule.Rule.BoundInBody[shape.Keys[i]])];
        _slotsInBody = [.. _keysInBody.Select(i => shape.Keys[i])];
        _key = new long[shape.Keys.Length];
        EngineState state = rule.Frame.State;
        _emitted = state.Emits ? JoinEmitter.Members(rule.Rule, shape, _keysInBody, state, rule.Frame) : null;
    }

    /// <summary>Members found.</summary>
    public int Count => _count;

    public ReadOnlySpan<long> CellsOf(int member) => _cells.AsSpan(member * _shape.Width, _shape.Width);

    /// <summary>True when an argument of the member fails.</summary>
    public bool IsBad(int member) => _isBad[member];

    /// <summary>Finds the members of the group with this key in the new state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<long> key)
    {
        long failures = _rule.Frame.Failures;
        _count = 0;
        key.CopyTo(_key);
        if (_emitted is null)
        {
            Interpret();
        }
        else
        {
            key.CopyTo(_rule.Frame.Member);
            _rule.Start(this);
            _emitted(0);
        }

        // What fails here failed when it was counted.
        _rule.Frame.Failures = failures;
    }

    /// <summary>Shows an aggregate its arguments of every member found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Show(GroupAggregate aggregate, int group, int start, int length)
    {
        aggregate.BeginMembers(group, _count);
        for (int i = 0; i < _count; i++)
        {
            aggregate.TakeMember(group, _cells.AsSpan((i * _shape.Width) + start, length), new EventTime(_memberTimes[i]));
        }
    }

    public override void Accept(Frame frame)
    {
        if (_reader.TryRead(frame))
        {
            AcceptHead(frame);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AcceptHead(Frame frame)
    {
        // Where a let computes a part of the key, the join finds members of other groups too.
        if (_keysInBody.Length < _key.Length && !frame.Member.AsSpan(0, _key.Length).SequenceEqual(_key))
        {
            return;
        }

        if (_count == _memberTimes.Length)
        {
            Array.Resize(ref _memberTimes, Math.Max(16, _count * 2));
            Array.Resize(ref _cells, _memberTimes.Length * _shape.Width);
            Array.Resize(ref _isBad, _memberTimes.Length);
        }

        frame.Member.CopyTo(_cells.AsSpan(_count * _shape.Width));
        _isBad[_count] = frame.IsMemberBad;
        _memberTimes[_count++] = _times?.TimeOf(_rule.Rule, frame.Matched) ?? 0;
    }

    private void Interpret()
    {
        Frame frame = _rule.See(RowView.New, this);
        for (int i = 0; i < _slotsInBody.Length; i++)
        {
            frame.Slots[_slotsInBody[i]] = frame.State.Interner.Decode(_key[_keysInBody[i]], _shape.Kinds[_keysInBody[i]]);
        }

        _rule.Group.Run(frame);
    }
}
