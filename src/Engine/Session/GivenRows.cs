using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The given rows of one predicate, by key (the whole row where no key is declared), and the change of one that is being read.</summary>
internal sealed class GivenRows
{
    private readonly int[] _keyColumns;
    private readonly int[] _sortedKey;

    private readonly CellKind[] _kinds;

    /// <summary>By column: the kind of value whose bits are the cell; of an interned column one that no value has.</summary>
    private readonly ValueKind[] _bits;
    private readonly PostingIndex? _index;
    private readonly Interner _interner;
    private readonly long[] _cells;
    private readonly long[] _key;

    public GivenRows(Table table, EngineState state)
    {
        PlannedPredicate predicate = table.Predicate;
        Table = table;
        Lateness = predicate.LatenessNs;
        Expiry = state.Past.ExpiryOf(predicate.Id);
        IsKeyed = predicate.Key.Length is > 0 and int length && length < predicate.Arity;
        HasEvents = state.Past.WithEvents[predicate.Id];
        _interner = state.Interner;
        _keyColumns = predicate.Key.IsEmpty ? [.. Enumerable.Range(0, predicate.Arity)] : [.. predicate.Key];
        _sortedKey = [.. _keyColumns.Order()];
        OtherColumns = [.. Enumerable.Range(0, predicate.Arity).Except(_keyColumns)];
        _kinds = [.. Enumerable.Range(0, predicate.Arity).Select(predicate.KindOf)];
        _bits = [.. _kinds.Select(static kind => BitsOf(kind))];
        _cells = new long[predicate.Arity];
        _key = new long[_keyColumns.Length];
        _index = table.ByKey;
    }

    public Table Table { get; }

    /// <summary>Changes older than now by more nanoseconds are late; null when none is.</summary>
    public long? Lateness { get; }

    /// <summary>When rows are over; null when they stay.</summary>
    public Expiry? Expiry { get; }

    /// <summary>True when some window shows assertions as events.</summary>
    public bool HasEvents { get; }

    /// <summary>Columns that do not belong to the key.</summary>
    public int[] OtherColumns { get; }

    /// <summary>The key of the last change that was read, in the order of columns.</summary>
    public ReadOnlySpan<long> Key => _key;

    /// <summary>All cells of the last change that was read; of a retraction by key alone only <see cref="Key"/> says something.</summary>
    public ReadOnlySpan<long> Cells => _cells;

    /// <summary>True where two rows of one key replace one another.</summary>
    public bool IsKeyed { get; }

    /// <summary>The given row with <see cref="Key"/>, or -1; set by <see cref="Find"/>.</summary>
    public int Present { get; private set; }

    /// <summary>The row with <see cref="Cells"/>, given or not, or -1; set by <see cref="Find"/>.</summary>
    public int Same { get; private set; }

    /// <summary>Reads the arguments of a change into <see cref="Cells"/> and <see cref="Key"/>.</summary>
    /// <returns>False when the arguments are the key alone.</returns>
    /// <exception cref="ArgumentException">A wrong number of arguments, or a value that does not fit its column.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(ReadOnlySpan<Value> arguments, bool mayBeKey)
    {
        long[] cells = _cells;
        if (arguments.Length != cells.Length)
        {
            ReadKey(arguments, mayBeKey);
            return false;
        }

        ValueKind[] bits = _bits;
        for (int i = 0; i < cells.Length; i++)
        {
            ref readonly Value value = ref arguments[i];
            if (value.Kind == bits[i])
            {
                cells[i] = value.Bits;
            }
            else if (!_interner.TryEncode(value, _kinds[i], out cells[i]))
            {
                throw WrongKind(value, i);
            }
        }

        CopyKey();
        return true;
    }

    /// <summary>Reads a row of the table into <see cref="Cells"/> and <see cref="Key"/>.</summary>
    public void ReadRow(int row)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = Table.Cell(row, i);
        }

        CopyKey();
    }

    /// <summary>Looks once for what was read: the row that has its key, and the row that is equal to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find()
    {
        if (_index is null)
        {
            Same = Table.Find(_key);
            Present = Same >= 0 && Table.IsGiven(Same) ? Same : -1;
            return;
        }

        int present = -1, same = -1;
        long[][] columns = Table.Columns;
        for (int row = _index.First(CellHash.Of(_key)); row >= 0; row = _index.Next(row))
        {
            if (Agrees(columns, row, _sortedKey))
            {
                present = Table.IsGiven(row) ? row : present;
                same = Agrees(columns, row, OtherColumns) ? row : same;
            }
        }

        (Present, Same) = (present, same);
    }

    /// <summary>True when a row has the cells of the change in some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Agrees(long[][] columns, int row, int[] compared)
    {
        long[] cells = _cells;
        foreach (int column in compared)
        {
            if (columns[column][row] != cells[column])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The row with <see cref="Cells"/>, found or made: in the place of <see cref="Present"/> where that is another. After <see cref="Find"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Obtain() => Same >= 0 ? Same : Present >= 0 ? Table.AddBeside(_cells, Present) : Table.Add(_cells);

    /// <summary>The row with these values in whatever state; false when there is none.</summary>
    public bool TryFind(Value[] values, out int row)
    {
        row = Table.Find(values, _interner);
        return row >= 0;
    }

    private void ReadKey(ReadOnlySpan<Value> arguments, bool mayBeKey)
    {
        if (!mayBeKey || arguments.Length != _keyColumns.Length)
        {
            throw WrongCount(arguments.Length);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            int column = _keyColumns[i];
            if (!_interner.TryEncode(arguments[i], _kinds[column], out _cells[column]))
            {
                throw WrongKind(arguments[i], column);
            }
        }

        CopyKey();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyKey()
    {
        int[] columns = _sortedKey;
        long[] key = _key;
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = _cells[columns[i]];
        }
    }

    private static ValueKind BitsOf(CellKind kind)
    {
        int place = kind == CellKind.Interned ? -1 : Array.FindIndex(Enum.GetValues<ValueKind>(), value => CellKinds.Of(value) == kind);
        return place < 0 ? (ValueKind)byte.MaxValue : Enum.GetValues<ValueKind>()[place];
    }

    private ArgumentException WrongCount(int count) =>
        new($"a change of {Table.Predicate.Name} has {count} arguments, but {Table.Predicate.Name} has {Table.Predicate.Arity} columns");

    private ArgumentException WrongKind(Value value, int column) =>
        new($"{value} ({value.Kind}) does not fit column {column + 1} of {Table.Predicate.Name}, which holds {Table.Predicate.KindOf(column)}");
}
