using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>For which keys a rule with hysteresis held after the last transaction that stands, and how many substitutions of each key it has now.</summary>
/// <remarks>
/// An episode that the last transaction began may allow more on the same facts, between the two thresholds: <see cref="RunBegun"/> finds that, by a join from the key. One
/// that it ended allows nothing: it ended because no substitution was left. What counts is what stands, so a transaction that is rolled back leaves the memory. No allocation once warm.
/// </remarks>
internal sealed class Episodes : ICellHolder
{
    private readonly RuleRunner _rule;
    private readonly Expression[] _key;
    private readonly CellKind[] _kinds;
    private readonly long[] _cells;
    private readonly long[] _wanted;
    private readonly (int Slot, int Part)[] _slots;
    private readonly CellTuples _keys;
    private readonly RowNumbers _touched = new();
    private readonly RowNumbers _begun = new();
    private readonly BetweenSink _between;
    private readonly RecountSink _recount;
    private Entry[] _entries = [];

    public Episodes(RuleRunner rule, BoundHysteresis hysteresis)
    {
        _rule = rule;
        _key = Expression.Of(hysteresis.Key);
        _kinds = [.. hysteresis.Key.Select(part => part is BoundVariable variable ? rule.Rule.SlotKinds[variable.Slot] : CellKinds.Of(part.Type))];
        _slots = [.. rule.Rule.HeldKey.Select(slot => (slot, hysteresis.Key.ToList().FindIndex(part => part is BoundVariable variable && variable.Slot == slot)))];
        _cells = new long[_key.Length];
        _wanted = new long[_key.Length];
        _keys = new CellTuples(_key.Length);
        _between = new BetweenSink(this, rule.Rule.Whole.OfType<TestComparison>().Single(static t => t.Comparison.Hysteresis is not null).Comparison);
        _recount = new RecountSink(this);
        rule.Frame.State.Holders.Add(this);
    }

    /// <summary>True when the last transaction that stands began an episode: the same facts may derive more next time.</summary>
    public bool HasBegun => _begun.Count > 0;

    /// <summary>True when the rule held before for the key of this substitution.</summary>
    public bool Holds(Frame frame) =>
        _keys.Count > 0 && TryKey(frame) && _keys.Find(_cells) is >= 0 and int key && (frame.State.IsDeriving ? _entries[key].IsHeld : HeldBefore(_entries[key], frame.State.Standing));

    /// <summary>Before the last transaction that stands. One that it ended has no substitution left, so it need not be remembered.</summary>
    private static bool HeldBefore(in Entry entry, long standing) => entry.IsHeld && entry.BegunBy != standing;

    /// <summary>A substitution of the body came (1) or went (-1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(Frame frame, int sign)
    {
        if (!TryKey(frame))
        {
            return;
        }

        int key = _keys.FindOrAdd(_cells, out bool isNew);
        if (isNew)
        {
            Start(key);
        }

        Touch(key);
        _entries[key].Count += sign;
    }

    /// <summary>Before all substitutions are counted again.</summary>
    public void Forget()
    {
        for (int key = 0; key < _keys.End; key++)
        {
            if (_entries[key].IsUsed)
            {
                Touch(key);
                _entries[key].Count = 0;
            }
        }
    }

    /// <summary>Counts all substitutions of the new state again: for layers that do not tell which came and went.</summary>
    public void Recount()
    {
        long failures = _rule.Frame.Failures;
        Forget();
        _rule.Whole.Run(_rule.See(RowView.New, _recount));
        _rule.Frame.Failures = failures;
    }

    /// <summary>Tells the sink the substitutions of the state before that the episodes just begun allow, and that the threshold as written does not.</summary>
    public void RunBegun(SignedSink sink)
    {
        sink.Sign = 1;
        _between.Sink = sink;
        for (int i = 0; i < _begun.Count; i++)
        {
            Frame frame = _rule.See(RowView.Old, _between);
            _keys[_begun.All[i]].CopyTo(_wanted);
            foreach ((int slot, int part) in _slots)
            {
                frame.Slots[slot] = frame.State.Interner.Decode(_wanted[part], _kinds[part]);
            }

            _rule.Group.Run(frame);
        }
    }

    /// <summary>The transaction stands: what holds now is what held before for the next.</summary>
    public void Commit()
    {
        _begun.Clear();
        for (int i = 0; i < _touched.Count; i++)
        {
            int key = _touched.All[i];
            ref Entry entry = ref _entries[key];
            bool held = entry.IsHeld;
            (entry.IsHeld, entry.IsTouched) = (entry.Count > 0, false);
            if (entry.IsHeld && !held)
            {
                entry.BegunBy = _rule.Frame.State.Standing;
                _begun.Push(key);
            }

            RemoveIfIdle(key);
        }

        _touched.Clear();
    }

    public void RollBack()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int key = _touched.All[i];
            ref Entry entry = ref _entries[key];
            (entry.Count, entry.IsTouched) = (entry.CountBefore, false);
            RemoveIfIdle(key);
        }

        _touched.Clear();
    }

    public void MarkInterned(Interner interner)
    {
        for (int key = 0; key < _keys.End; key++)
        {
            for (int part = 0; part < _kinds.Length && _entries[key].IsUsed; part++)
            {
                if (_kinds[part] == CellKind.Interned)
                {
                    interner.Mark(_keys[key][part]);
                }
            }
        }
    }

    private void Start(int key)
    {
        if (key >= _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(16, key * 2));
        }

        _entries[key] = new Entry { IsUsed = true };
    }

    private void Touch(int key)
    {
        ref Entry entry = ref _entries[key];
        if (!entry.IsTouched)
        {
            (entry.IsTouched, entry.CountBefore) = (true, entry.Count);
            _touched.Push(key);
        }
    }

    private void RemoveIfIdle(int key)
    {
        if (_entries[key] is { Count: 0, IsHeld: false })
        {
            _entries[key].IsUsed = false;
            _keys.Remove(key);
        }
    }

    /// <summary>The key of the frame's substitution, as cells; false when a part fails.</summary>
    private bool TryKey(Frame frame)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            if (!_key[i].TryEvaluate(frame, out Value value) || !frame.State.Interner.TryEncode(value, _kinds[i], out _cells[i]))
            {
                return false;
            }
        }

        return true;
    }

    private struct Entry
    {
        public long Count;
        public long CountBefore;
        public bool IsHeld;

        /// <summary>By which of the transactions that stand.</summary>
        public long BegunBy;
        public bool IsTouched;
        public bool IsUsed;
    }

    private sealed class RecountSink(Episodes owner) : ISolutionSink
    {
        public void Accept(Frame frame) => owner.Count(frame, 1);
    }

    /// <summary>Lets through what belongs to the key that is looked for and fails the threshold as written.</summary>
    private sealed class BetweenSink(Episodes owner, BoundComparison asWritten) : ISolutionSink
    {
        private readonly Comparing _enter = new(asWritten);

        public SignedSink Sink { get; set; } = null!;

        public void Accept(Frame frame)
        {
            if (!_enter.Holds(frame) && owner.TryKey(frame) && owner._cells.AsSpan().SequenceEqual(owner._wanted))
            {
                Sink.Accept(frame);
            }
        }
    }
}
