using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The given rows of one predicate, by key (the whole row where no key is declared).</summary>
internal sealed class GivenRows
{
    private readonly int[] _keyColumns;
    private readonly int[] _sortedKey;
    private readonly PostingIndex? _index;
    private readonly Interner _interner;
    private readonly long[] _cells;
    private readonly long[] _key;

    public GivenRows(Table table, Interner interner)
    {
        Table = table;
        _interner = interner;
        _keyColumns = table.Predicate.Key.IsEmpty ? [.. Enumerable.Range(0, table.Predicate.Arity)] : [.. table.Predicate.Key];
        _sortedKey = [.. _keyColumns.Order()];
        _cells = new long[table.Predicate.Arity];
        _key = new long[_keyColumns.Length];
        for (int i = 0; i < table.Predicate.Indexes.Length && _index is null; i++)
        {
            _index = table.Predicate.Indexes[i].AsSpan().SequenceEqual(_sortedKey) ? table.Index(i) : null;
        }
    }

    public Table Table { get; }

    /// <summary>The key of the last change that was read, in the order of columns.</summary>
    public ReadOnlySpan<long> Key => _key;

    /// <summary>All cells of the last change that was read; of a retraction by key alone only <see cref="Key"/> says something.</summary>
    public ReadOnlySpan<long> Cells => _cells;

    /// <summary>True where two rows of one key replace one another.</summary>
    public bool IsKeyed => _keyColumns.Length < _cells.Length;

    /// <summary>Reads the arguments of a change into <see cref="Cells"/> and <see cref="Key"/>.</summary>
    /// <returns>False when the arguments are the key alone.</returns>
    /// <exception cref="ArgumentException">A wrong number of arguments, or a value that does not fit its column.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(ReadOnlySpan<Value> arguments, bool mayBeKey)
    {
        bool isRow = arguments.Length == _cells.Length;
        if (!isRow && !(mayBeKey && arguments.Length == _keyColumns.Length))
        {
            throw WrongCount(arguments.Length);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            int column = isRow ? i : _keyColumns[i];
            if (!_interner.TryEncode(arguments[i], Table.Predicate.KindOf(column), out _cells[column]))
            {
                throw WrongKind(arguments[i], column);
            }
        }

        for (int i = 0; i < _sortedKey.Length; i++)
        {
            _key[i] = _cells[_sortedKey[i]];
        }

        return isRow;
    }

    /// <summary>Reads a row of the table into <see cref="Cells"/> and <see cref="Key"/>.</summary>
    public void ReadRow(int row)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = Table.Cell(row, i);
        }

        for (int i = 0; i < _sortedKey.Length; i++)
        {
            _key[i] = _cells[_sortedKey[i]];
        }
    }

    /// <summary>The row with these values in whatever state; false when there is none.</summary>
    public bool TryFind(Value[] values, out int row)
    {
        row = Table.Find(values, _interner);
        return row >= 0;
    }

    /// <summary>The given row with this key, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<long> key)
    {
        if (_index is null)
        {
            int row = Table.Find(key);
            return row >= 0 && Table.IsGiven(row) ? row : -1;
        }

        for (int row = _index.First(CellHash.Of(key)); row >= 0; row = _index.Next(row))
        {
            if (Table.IsGiven(row) && _index.HasKey(row, key))
            {
                return row;
            }
        }

        return -1;
    }

    private ArgumentException WrongCount(int count) =>
        new($"a change of {Table.Predicate.Name} has {count} arguments, but {Table.Predicate.Name} has {Table.Predicate.Arity} columns");

    private ArgumentException WrongKind(Value value, int column) =>
        new($"{value} ({value.Kind}) does not fit column {column + 1} of {Table.Predicate.Name}, which holds {Table.Predicate.KindOf(column)}");
}
