namespace CryptoScalp.Rules.Engine;

/// <summary>Rows of a predicate of which the best part is shown: only a best part that vanishes has the others of its key looked for again.</summary>
internal sealed class BestRoundRows : RoundRows
{
    private readonly NumberCombiner _combiner;
    private readonly KeyParts _parts;
    private readonly EngineState _state;
    private readonly CellTuples _keys;
    private readonly RowNumbers _touched = new();
    private readonly long[] _key;
    private readonly long[] _cells;
    private Entry[] _entries = [];

    public BestRoundRows(Table target, NumberCombiner combiner, RuleRunner[] rules, EngineState state)
        : base(target)
    {
        (_combiner, _state) = (combiner, state);
        _parts = new KeyParts(target, combiner, rules, state);
        _keys = new CellTuples(combiner.KeyColumns.Length);
        _key = new long[combiner.KeyColumns.Length];
        _cells = new long[target.Columns.Length];
    }

    public override void Start()
    {
        _keys.Clear();
        _touched.Clear();
        base.Start();
    }

    public override bool Accept(int sign, Frame frame, PartCells? parts)
    {
        if (!parts!.TryRead(frame, out long part))
        {
            return false;
        }

        for (int i = 0; i < _key.Length; i++)
        {
            _key[i] = frame.Head[_combiner.KeyColumns[i]];
        }

        ref Entry entry = ref Touch();
        if (sign > 0)
        {
            Find(ref entry, part);
        }
        else
        {
            entry.HasLost |= entry.Row >= 0 && part == entry.Best;
        }

        return true;
    }

    public override void Judge()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            ref Entry entry = ref _entries[_touched.All[i]];
            bool isShown = entry.Row >= 0;
            if (entry.HasFound && !(isShown && _combiner.IsBetter(entry.Best, entry.Found)))
            {
                (entry.Best, isShown) = (entry.Found, _combiner.IsShown(entry.Found));
            }
            else if (entry.HasLost)
            {
                isShown = _combiner.TryCombine(_parts.Find(_keys[_touched.All[i]]), out entry.Best);
            }

            entry.IsNext = isShown;
        }
    }

    protected override void AcceptGiven(int row)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            _key[i] = Target.Cell(row, _combiner.KeyColumns[i]);
        }

        Find(ref Touch(), PartCells.OfGiven(Target, row, _combiner, _state));
    }

    protected override void Choose()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            ref Entry entry = ref _entries[_touched.All[i]];
            int row = entry.IsNext ? RowOf(_keys[_touched.All[i]], entry.Best) : -1;
            if (row != entry.Row)
            {
                Push(Gone, entry.Row);
                Push(Came, row);
            }

            entry = new Entry { Row = row, Best = entry.Best };
        }

        _touched.Clear();
    }

    protected override int SupportOf(int row) => 1;

    private static void Push(RowNumbers rows, int row)
    {
        if (row >= 0)
        {
            rows.Push(row);
        }
    }

    private int RowOf(ReadOnlySpan<long> key, long best)
    {
        for (int i = 0; i < key.Length; i++)
        {
            _cells[_combiner.KeyColumns[i]] = key[i];
        }

        _cells[_combiner.Column] = best;
        return Target.FindOrAdd(_cells);
    }

    private ref Entry Touch()
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

        ref Entry entry = ref _entries[key];
        if (!entry.IsTouched)
        {
            entry.IsTouched = true;
            _touched.Push(key);
        }

        return ref entry;
    }

    private void Find(ref Entry entry, long part)
    {
        if (!entry.HasFound || _combiner.IsBetter(part, entry.Found))
        {
            (entry.HasFound, entry.Found) = (true, part);
        }
    }

    /// <summary>One key: its row of this round, and what is known of the next one.</summary>
    private struct Entry
    {
        public int Row;
        public long Best;
        public long Found;
        public bool HasFound;
        public bool HasLost;
        public bool IsNext;
        public bool IsTouched;
    }
}
