using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>The combined rows of one predicate, key by key: a change of what rules give or of given rows makes the keys concerned combine their parts again, found by joins from the key.</summary>
/// <remarks>
/// For a predicate that does not depend on itself, whose parts are numbers that a least, a greatest or a /noisyor combines; see <see cref="Of"/>. No allocation once warm.
/// A roll-back restores the keys that it touched; after one of rows that were computed anew the keys are read off the rows again.
/// </remarks>
internal sealed class CombinedKeys
{
    private readonly Table _target;
    private readonly NumberCombiner _combiner;
    private readonly KeyParts _parts;
    private readonly MarkSink[] _sinks;
    private readonly CellTuples _keys;
    private readonly RowNumbers _touched = new();
    private readonly long[] _key;
    private readonly long[] _cells;
    private Entry[] _entries = [];
    private long _substitutionsBefore;
    private long _rowsBefore;
    private bool _isStale;
    private bool _wasLoaded;

    private CombinedKeys(Table target, NumberCombiner combiner, RuleRunner[] rules, EngineState state)
    {
        _target = target;
        _combiner = combiner;
        _parts = new KeyParts(target, combiner, rules, state);
        _sinks = [.. rules.Select(rule => new MarkSink(this, rule))];
        _keys = new CellTuples(combiner.KeyColumns.Length);
        _key = new long[combiner.KeyColumns.Length];
        _cells = new long[target.Columns.Length];
        foreach (DeltaRunner delta in rules.SelectMany(static r => r.Deltas))
        {
            delta.PrepareCounting();
        }
    }

    /// <summary>Rows shown: what the budget counts.</summary>
    public long Rows { get; private set; }

    /// <summary>Substitutions behind them; a layer may hold no more of them than it may create rows.</summary>
    public long Substitutions { get; private set; }

    /// <summary>Null where rows cannot be combined key by key: recursion, groups, memories, built-in predicates (which may find a part twice), /topk, merges other than by size.</summary>
    public static CombinedKeys? Of(PlannedStratum stratum, Table[] targets, RuleRunner[] rules, EngineState state)
    {
        bool isPlain = Array.TrueForAll(rules, static rule =>
            !rule.Rule.IsGrouped && rule.Episodes is null && rule.Clock is null or { Anchor: not null } && !rule.Rule.Whole.Any(static step => step is SolveBuiltin));
        return !stratum.IsRecursive && targets.Length == 1 && isPlain && NumberCombiner.Of(targets[0].Predicate) is { } combiner
            ? new CombinedKeys(targets[0], combiner, rules, state)
            : null;
    }

    /// <summary>Follows what changed. False when there are too many substitutions or rows.</summary>
    /// <exception cref="BrokenPromiseException">A certainty is not from 0 to 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFollow(long limit)
    {
        if (_isStale)
        {
            Read();
        }

        for (int i = 0, count = _target.TouchedCount; i < count; i++)
        {
            Mark(_target, _target.TouchedRow(i));
        }

        foreach (MarkSink sink in _sinks)
        {
            sink.Run();
        }

        for (int i = 0; i < _touched.Count && Substitutions <= limit; i++)
        {
            Combine(_touched.All[i]);
        }

        return Substitutions <= limit && Rows <= limit;
    }

    /// <summary>The rows were computed anew, from so many substitutions.</summary>
    public void Load(long substitutions)
    {
        Substitutions = substitutions;
        _wasLoaded = true;
        Read();
    }

    public void Commit()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            Untouch(_touched.All[i]);
        }

        _touched.Clear();
        (_substitutionsBefore, _rowsBefore, _wasLoaded) = (Substitutions, Rows, false);
    }

    public void RollBack()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            ref Entry entry = ref _entries[_touched.All[i]];
            entry.Row = entry.RowBefore;
            Untouch(_touched.All[i]);
        }

        _touched.Clear();
        (Substitutions, Rows) = (_substitutionsBefore, _rowsBefore);
        _isStale |= _wasLoaded;
        _wasLoaded = false;
    }

    /// <summary>Takes the keys from the rows that rules make.</summary>
    private void Read()
    {
        _keys.Clear();
        _touched.Clear();
        Rows = 0;
        for (int row = 0; row < _target.RowEnd; row++)
        {
            if (_target.SupportOf(row) > 0)
            {
                ReadKey(_target, row);
                int key = Find();
                _entries[key].Row = row;
                Rows++;
            }
        }

        _isStale = false;
    }

    private void Mark(Table table, int row)
    {
        ReadKey(table, row);
        Touch(Find());
    }

    private void Mark(long[] head)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            _key[i] = head[_combiner.KeyColumns[i]];
        }

        Touch(Find());
    }

    private void ReadKey(Table table, int row)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            _key[i] = table.Cell(row, _combiner.KeyColumns[i]);
        }
    }

    /// <summary>The number of the key that was read.</summary>
    private int Find()
    {
        int key = _keys.FindOrAdd(_key, out bool isNew);
        if (isNew)
        {
            if (key >= _entries.Length)
            {
                Array.Resize(ref _entries, Math.Max(16, key * 2));
            }

            _entries[key] = new Entry { Row = -1 };
        }

        return key;
    }

    private void Touch(int key)
    {
        ref Entry entry = ref _entries[key];
        if (!entry.IsTouched)
        {
            (entry.IsTouched, entry.RowBefore) = (true, entry.Row);
            _touched.Push(key);
        }
    }

    private void Untouch(int key)
    {
        _entries[key].IsTouched = false;
        if (_entries[key].Row < 0)
        {
            _keys.Remove(key);
        }
    }

    private void Combine(int key)
    {
        ref Entry entry = ref _entries[key];
        int row = -1;
        if (_combiner.TryCombine(_parts.Find(_keys[key]), out long whole))
        {
            for (int i = 0; i < _combiner.KeyColumns.Length; i++)
            {
                _cells[_combiner.KeyColumns[i]] = _keys[key][i];
            }

            _cells[_combiner.Column] = whole;
            row = _target.FindOrAdd(_cells);
        }

        if (row == entry.Row)
        {
            return;
        }

        Show(entry.Row, 0);
        Show(row, 1);
        Rows += (row >= 0 ? 1 : 0) - (entry.Row >= 0 ? 1 : 0);
        entry.Row = row;
    }

    private void Show(int row, int support)
    {
        if (row >= 0)
        {
            _target.SetSupport(row, support);
        }
    }

    private struct Entry
    {
        public int Row;
        public int RowBefore;
        public bool IsTouched;
    }

    /// <summary>Marks the keys for which a rule gives more or less.</summary>
    private sealed class MarkSink(CombinedKeys owner, RuleRunner rule) : SignedSink
    {
        public void Run()
        {
            long failures = rule.Frame.Failures;
            rule.Clock?.RunDue(this);
            foreach (DeltaRunner delta in rule.Deltas)
            {
                delta.RunChanged(this);
            }

            rule.Frame.Failures = failures;
        }

        public override void Accept(Frame frame)
        {
            if (rule.TryHeadCells(frame))
            {
                AcceptHead(frame);
            }
            else
            {
                Drop(frame);
            }
        }

        public override void AcceptHead(Frame frame)
        {
            owner.Substitutions += Sign;
            owner.Mark(frame.Head);
        }

        public override void Drop(Frame frame) => owner.Substitutions += Sign;
    }
}
