using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The given rows of one predicate, by key (the whole row where no key is declared).</summary>
internal sealed class GivenRows
{
    private readonly int[] _keyColumns;
    private readonly int[] _sortedKey;
    private readonly RowIndex? _index;
    private readonly Value[] _key;

    public GivenRows(Relation relation)
    {
        Relation = relation;
        PlannedPredicate predicate = relation.Predicate;
        _keyColumns = predicate.Key.IsEmpty ? [.. Enumerable.Range(0, predicate.Arity)] : [.. predicate.Key];
        _sortedKey = [.. _keyColumns.Order()];
        _key = new Value[_keyColumns.Length];
        for (int i = 0; i < predicate.Indexes.Length && _index is null; i++)
        {
            _index = predicate.Indexes[i].AsSpan().SequenceEqual(_sortedKey) ? relation.Index(i) : null;
        }
    }

    public Relation Relation { get; }

    /// <summary>The key that a change touches, in the order of columns; overwritten by the next call.</summary>
    /// <exception cref="ArgumentException">The fact has a wrong number of arguments.</exception>
    public Value[] KeyOf(FactChange change)
    {
        Value[] arguments = change.Fact.Arguments;
        bool keyOnly = change.Kind == ChangeKind.Retract && arguments.Length == _keyColumns.Length;
        if (arguments.Length != Relation.Predicate.Arity && !keyOnly)
        {
            throw new ArgumentException($"'{change}' has {arguments.Length} arguments, but {Relation.Predicate.Name} has {Relation.Predicate.Arity} columns");
        }

        for (int i = 0; i < _sortedKey.Length; i++)
        {
            _key[i] = arguments[keyOnly ? Array.IndexOf(_keyColumns, _sortedKey[i]) : _sortedKey[i]];
        }

        return _key;
    }

    /// <summary>The given row with this key, or -1.</summary>
    public int Find(Value[] key)
    {
        if (_index is null)
        {
            int row = Relation.Find(key);
            return row >= 0 && Relation.IsGiven(row) ? row : -1;
        }

        int hash = RowHash.Of(key);
        for (int row = _index.First(hash); row >= 0; row = _index.Next(row))
        {
            if (Relation.IsGiven(row) && _index.HasKey(row, hash, key))
            {
                return row;
            }
        }

        return -1;
    }
}
