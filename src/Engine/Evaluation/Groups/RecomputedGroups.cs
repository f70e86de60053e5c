using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Groups that are recomputed from their members when one of those changes: rules with several groups, or with a built-in predicate that may find a member twice.</summary>
/// <remarks>Members are not stored; they are found again by a join from the group's key. A failed transaction is undone from a log of replaced entries. Allocates.</remarks>
internal sealed class RecomputedGroups : GroupMaintainer
{
    private readonly RuleRunner _rule;
    private readonly GroupTransforms _transforms;
    private readonly PlannedSlots _slots;
    private readonly PlannedSlots _memberSlots;
    private readonly int[] _key;
    private readonly int[] _keyInBody;
    private readonly AffectedSink _affected;
    private readonly List<(RowKey Key, long[][]? Before)> _log = [];
    private Dictionary<RowKey, long[][]> _groups = [];
    private Dictionary<RowKey, long[][]>? _replaced;
    private int[] _rows = [];
    private long _membersBefore;

    public RecomputedGroups(RuleRunner rule, ITimeSource times)
        : base(rule)
    {
        _rule = rule;
        _transforms = new GroupTransforms(rule, times);
        _slots = new PlannedSlots(rule.Rule.BoundInBody);
        _memberSlots = new PlannedSlots(rule.Rule.BoundInMembers);
        _key = [.. rule.Rule.GroupKey];
        _keyInBody = [.. rule.Rule.GroupKey.Where(slot => rule.Rule.BoundInBody[slot])];
        _affected = new AffectedSink(this);
    }

    public override ReadOnlySpan<int> Rows => _rows;

    public override void ApplyChanges()
    {
        foreach (DeltaRunner delta in _rule.Deltas)
        {
            delta.RunChanged(_affected);
        }

        foreach (RowKey key in _affected.Keys)
        {
            Replace(key, Recompute(key));
        }

        _affected.Keys.Clear();
        _affected.Seen.Clear();
    }

    public override bool TryRebuild(Budget budget)
    {
        _replaced ??= _groups;
        _groups = [];
        CollectSink sink = new(_slots, budget);
        _rule.RunWhole(sink);
        Members = sink.Count;
        if (budget.IsExceeded)
        {
            return false;
        }

        foreach ((Value[] slots, long[] head) in HeadsOf(_transforms.Run(sink.ToDistinct(), _rule.Frame)))
        {
            RowKey key = RowKey.Of(slots, _key);
            ref long[][]? rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
            rows = [.. rows ?? [], head];
        }

        _rows = [.. _groups.Values.SelectMany(static rows => rows).Select(row => _rule.Target.FindOrAdd(row))];
        return true;
    }

    public override void Commit()
    {
        _log.Clear();
        _replaced = null;
        _membersBefore = Members;
    }

    public override void RollBack()
    {
        _groups = _replaced ?? _groups;
        for (int i = _log.Count - 1; i >= 0; i--)
        {
            Set(_log[i].Key, _log[i].Before);
        }

        Members = _membersBefore;
        Commit();
    }

    private long[][] Recompute(RowKey key)
    {
        CollectSink sink = new(_slots, null);
        Frame frame = _rule.See(RowView.New, sink);
        for (int i = 0; i < _keyInBody.Length; i++)
        {
            frame.Slots[_keyInBody[i]] = key.Values[Array.IndexOf(_key, _keyInBody[i])];
        }

        _rule.Group.Run(frame);
        List<Substitution> members = sink.ToDistinct();
        if (_keyInBody.Length < _key.Length)
        {
            members = members.FindAll(member => TryKey(member.Slots, frame, out RowKey own) && own.Equals(key));
        }

        return [.. HeadsOf(_transforms.Run(members, frame)).Select(static pair => pair.Head)];
    }

    private IEnumerable<(Value[] Slots, long[] Head)> HeadsOf(List<GroupRow> rows)
    {
        foreach (GroupRow row in rows)
        {
            Value[] head = new Value[_rule.Rule.Head.Length], kept = _rule.Frame.Slots;
            long[] cells = new long[head.Length];
            _rule.Frame.Slots = row.Slots;
            bool succeeds = _rule.TryHeadRow(_rule.Frame, head) && _rule.TryEncode(head, cells);
            _rule.Frame.Slots = kept;
            if (succeeds)
            {
                yield return (row.Slots, cells);
            }
            else
            {
                _rule.Frame.Failures++;
            }
        }
    }

    /// <summary>The key of the group that a substitution belongs to; false when a let before the group fails.</summary>
    private bool TryKey(Value[] slots, Frame frame, out RowKey key)
    {
        Value[] copy = _memberSlots.Copy(slots);
        bool succeeds = _transforms.TryLetsBefore(copy, frame);
        key = succeeds ? RowKey.Of(copy, _key) : default;
        return succeeds;
    }

    private void Replace(RowKey key, long[][] rows)
    {
        long[][]? before = _groups.GetValueOrDefault(key);
        _log.Add((key, before));
        foreach (long[] row in before ?? [])
        {
            Contribute(_rule.Target.FindOrAdd(row), -1);
        }

        foreach (long[] row in rows)
        {
            Contribute(_rule.Target.FindOrAdd(row), 1);
        }

        Set(key, rows.Length == 0 ? null : rows);
    }

    private void Set(RowKey key, long[][]? rows)
    {
        if (rows is null)
        {
            _groups.Remove(key);
        }
        else
        {
            _groups[key] = rows;
        }
    }

    /// <summary>Notes the groups to which appearing and vanishing substitutions belong.</summary>
    private sealed class AffectedSink(RecomputedGroups owner) : SignedSink
    {
        public HashSet<RowKey> Seen { get; } = [];

        /// <summary>In the order in which they were found.</summary>
        public List<RowKey> Keys { get; } = [];

        public override void AcceptHead(Frame frame) => throw new System.Diagnostics.UnreachableException("a member of a group has no head");

        public override void Accept(Frame frame)
        {
            owner.Members += Sign;
            if (owner.TryKey(frame.Slots, frame, out RowKey key) && Seen.Add(key))
            {
                Keys.Add(key);
            }
        }
    }
}
