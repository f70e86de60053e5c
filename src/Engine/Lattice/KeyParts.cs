using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Finds the parts of one combined row in the new state: given rows of its key, and what each rule gives for it, by a join from the key.</summary>
internal sealed class KeyParts : ISolutionSink
{
    private readonly Table _target;
    private readonly NumberCombiner _combiner;
    private readonly EngineState _state;
    private readonly PostingIndex? _index;
    private readonly RuleParts[] _rules;
    private readonly long[] _key;
    private long[] _parts = new long[16];
    private int _count;
    private RuleParts _rule = null!;

    public KeyParts(Table target, NumberCombiner combiner, RuleRunner[] rules, EngineState state)
    {
        _target = target;
        _combiner = combiner;
        _state = state;
        _key = new long[combiner.KeyColumns.Length];
        _rules = [.. rules.Select(rule => new RuleParts(rule, combiner, state))];
        for (int i = 0; i < target.Predicate.Indexes.Length; i++)
        {
            _index = target.Predicate.Indexes[i].AsSpan().SequenceEqual(combiner.KeyColumns) ? target.Index(i) : _index;
        }
    }

    /// <summary>As cells of the combined column; valid until the next call.</summary>
    /// <exception cref="BrokenPromiseException">A certainty is not from 0 to 1.</exception>
    public ReadOnlySpan<long> Find(ReadOnlySpan<long> key)
    {
        _count = 0;
        key.CopyTo(_key);
        FindGiven();
        foreach (RuleParts rule in _rules)
        {
            _rule = rule;
            rule.Run(_key, this);
        }

        return _parts.AsSpan(0, _count);
    }

    public void Accept(Frame frame)
    {
        if (_rule.Runner.TryHeadCells(frame) && HasKey(frame.Head) && TryPart(frame, out long part))
        {
            Add(part);
        }
    }

    private void FindGiven()
    {
        if (!_target.WasEverGiven)
        {
            return;
        }

        for (int row = _index is null ? _target.RowEnd - 1 : _index.First(CellHash.Of(_key)); row >= 0; row = _index?.Next(row) ?? row - 1)
        {
            if (_target.IsGiven(row) && HasKey(row))
            {
                Add(PartCells.OfGiven(_target, row, _combiner, _state));
            }
        }
    }

    private void Add(long part)
    {
        if (_count == _parts.Length)
        {
            Array.Resize(ref _parts, _count * 2);
        }

        _parts[_count++] = part;
    }

    private bool TryPart(Frame frame, out long part)
    {
        bool isWeight = _rule.Parts.TryRead(frame, out part);
        _rule.WeightFailures += isWeight ? 0 : 1;
        return isWeight;
    }

    private bool HasKey(long[] head)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            if (head[_combiner.KeyColumns[i]] != _key[i])
            {
                return false;
            }
        }

        return true;
    }

    private bool HasKey(int row)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            if (_target.Cell(row, _combiner.KeyColumns[i]) != _key[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One rule's join from a key.</summary>
    private sealed class RuleParts(RuleRunner runner, NumberCombiner combiner, EngineState state)
    {
        private readonly (int Slot, int Part)[] _slots =
            [.. combiner.KeyColumns.Select((column, part) => (Column: runner.Rule.Head[column] as BoundVariable, part))
                .Where(pair => pair.Column is { } variable && runner.Rule.GoalSlots.Contains(variable.Slot))
                .Select(static pair => (pair.Column!.Slot, pair.part))];

        public RuleRunner Runner => runner;

        public long WeightFailures { get; set; }

        public PartCells Parts { get; } = new(runner, combiner, state);

        public void Run(long[] key, ISolutionSink sink)
        {
            long failures = runner.Frame.Failures;
            WeightFailures = 0;
            Frame frame = runner.See(RowView.New, sink);
            foreach ((int slot, int part) in _slots)
            {
                frame.Slots[slot] = state.Interner.Decode(key[part], runner.Rule.SlotKinds[slot]);
            }

            runner.Goal.Run(frame);

            // What fails here failed when its change was found, but for weights, which are read here alone.
            frame.Failures = failures + WeightFailures;
        }
    }
}
