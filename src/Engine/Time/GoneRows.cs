using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The last rows of one relation that time took away: what a why-not says of a fact that is too old. A ring of fixed size; noting a row allocates nothing.</summary>
/// <remarks>No result depends on it. What a transaction noted counts when it stands; one that is rolled back leaves the memory shorter, never wrong.</remarks>
internal sealed class GoneRows(Table table)
{
    /// <summary>Rows remembered; the oldest goes first.</summary>
    public const int Capacity = 256;

    private readonly int _width = table.Columns.Length;
    private readonly long[] _cells = new long[Capacity * table.Columns.Length];
    private readonly (long From, long To)[] _spans = new (long, long)[Capacity];

    /// <summary>Rows noted by transactions that stand, then with those of the running one, then the most that there ever were.</summary>
    private (long Standing, long Noted, long Written) _end;

    private long First => Math.Max(0, _end.Written - Capacity);

    /// <summary>A row of the relation is over; its cells are still there.</summary>
    public void Note(int row, long from, long to)
    {
        int place = (int)(_end.Noted % Capacity);
        for (int i = 0; i < _width; i++)
        {
            _cells[(place * _width) + i] = table.Cell(row, i);
        }

        _spans[place] = (from, to);
        _end.Noted++;
        _end.Written = Math.Max(_end.Written, _end.Noted);
    }

    public void Commit() => _end.Standing = _end.Noted;

    public void RollBack() => _end.Noted = _end.Standing;

    /// <summary>The last one first.</summary>
    public PastRow[] Newest(Interner interner)
    {
        PastRow[] rows = new PastRow[Math.Max(0, _end.Standing - First)];
        for (int i = 0; i < rows.Length; i++)
        {
            int place = (int)((_end.Standing - 1 - i) % Capacity);
            rows[i] = new PastRow(FactAt(place, interner), new HeldInterval(new EventTime(_spans[place].From), new EventTime(_spans[place].To)));
        }

        return rows;
    }

    public void MarkInterned(Interner interner)
    {
        for (long number = First; number < _end.Noted; number++)
        {
            for (int i = 0; i < _width; i++)
            {
                if (table.Predicate.KindOf(i) == CellKind.Interned)
                {
                    interner.Mark(_cells[((number % Capacity) * _width) + i]);
                }
            }
        }
    }

    private Fact FactAt(int place, Interner interner)
    {
        Value[] values = new Value[_width];
        for (int i = 0; i < _width; i++)
        {
            values[i] = interner.Decode(_cells[(place * _width) + i], table.Predicate.KindOf(i));
        }

        return new Fact(table.Predicate.Name, values);
    }
}
