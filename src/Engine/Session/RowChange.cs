using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>One row that a transaction added or removed, read in place. Valid until the session's next transaction begins.</summary>
public readonly struct RowChange
{
    private readonly Table _table;
    private readonly Interner _interner;
    private readonly int _row;

    internal RowChange(Table table, Interner interner, int row, ChangeKind kind)
    {
        _table = table;
        _interner = interner;
        _row = row;
        Kind = kind;
    }

    public ChangeKind Kind { get; }

    /// <summary>The predicate's qualified name.</summary>
    public string Predicate => _table.Predicate.Name;

    public PredicateHandle Handle => new(_table.Predicate.Id);

    /// <summary>Number of columns.</summary>
    public int Arity => _table.Predicate.Arity;

    /// <summary>The value of a column, from 0.</summary>
    public Value this[int column] => _table.ValueOf(_row, column, _interner);

    /// <summary>A copy that outlives the transaction.</summary>
    public FactChange ToFactChange() => new(Kind, _table.FactOf(_row, _interner));
}
