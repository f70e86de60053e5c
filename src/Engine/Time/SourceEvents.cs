namespace CryptoScalp.Rules.Engine;

/// <summary>The events of one relation in one transaction: what was asserted, at its own time, and what came to hold otherwise, now.</summary>
internal sealed class SourceEvents
{
    private readonly AssertedRows _asserted;
    private readonly List<Event> _events = [];
    private long[] _cells = new long[16];
    private int _cellCount;
    private long[] _toldAt = [];
    private long _round;

    public SourceEvents(AssertedRows asserted)
    {
        _asserted = asserted;
    }

    public int Count => _events.Count;

    public long TimeOf(int number) => _events[number].Time;

    public ReadOnlySpan<long> CellsOf(int number) => _cells.AsSpan(_events[number].Start, _events[number].Length);

    /// <summary>Reads the events of a relation whose new state is final; the ones read before are gone.</summary>
    public void Read(Table source, long now)
    {
        _events.Clear();
        _cellCount = 0;
        _round++;
        for (int i = 0; i < _asserted.Count; i++)
        {
            if (_asserted.IsAlive(i) && _asserted.PredicateOf(i) == source.Predicate.Id)
            {
                Tell(source, source.Find(_asserted.CellsOf(i)));
                Add(_asserted.CellsOf(i), _asserted.TimeOf(i));
            }
        }

        for (int i = 0; i < source.TouchedCount; i++)
        {
            int row = source.TouchedRow(i);
            if (source.ViewOf(row) == RowView.New && !IsTold(row))
            {
                AddRow(source, row, now);
            }
        }
    }

    private void Tell(Table source, int row)
    {
        if (row >= _toldAt.Length)
        {
            Array.Resize(ref _toldAt, Math.Max(source.RowEnd, _toldAt.Length * 2));
        }

        if (row >= 0)
        {
            _toldAt[row] = _round;
        }
    }

    private bool IsTold(int row) => row < _toldAt.Length && _toldAt[row] == _round;

    private void AddRow(Table source, int row, long now)
    {
        Span<long> cells = stackalloc long[source.Columns.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = source.Cell(row, i);
        }

        Add(cells, now);
    }

    private void Add(ReadOnlySpan<long> cells, long time)
    {
        if (_cellCount + cells.Length > _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _cellCount + cells.Length));
        }

        cells.CopyTo(_cells.AsSpan(_cellCount));
        _events.Add(new Event(_cellCount, cells.Length, time));
        _cellCount += cells.Length;
    }

    private readonly record struct Event(int Start, int Length, long Time);
}
