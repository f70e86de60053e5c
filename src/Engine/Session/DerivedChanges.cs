using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The derived rows that a transaction added and removed, layer by layer, within a relation in the order of their first change; then the rows that rules stored and removed. Enumerates without allocation.</summary>
public readonly struct DerivedChanges
{
    private readonly Table[] _tables;
    private readonly Interner _interner;
    private readonly GivenChanges _stored;

    internal DerivedChanges(Table[] tables, Interner interner, GivenChanges stored)
    {
        _stored = stored;
        _tables = tables;
        _interner = interner;
    }

    public Enumerator GetEnumerator() => new(_tables, _interner, _stored.GetEnumerator());

    /// <summary>Walks the touched rows of every derived relation.</summary>
    public struct Enumerator
    {
        private readonly Table[] _tables;
        private readonly Interner _interner;
        private int _table;
        private int _number;
        private GivenChanges.Enumerator _stored;

        internal Enumerator(Table[] tables, Interner interner, GivenChanges.Enumerator stored)
        {
            _stored = stored;
            _tables = tables;
            _interner = interner;
            _number = -1;
        }

        public readonly RowChange Current
        {
            get
            {
                if (_table == _tables.Length)
                {
                    return _stored.Current;
                }

                Table table = _tables[_table];
                int row = table.TouchedRow(_number);
                return new RowChange(table, _interner, row, table.IsIn(row, RowView.New) ? ChangeKind.Assert : ChangeKind.Retract);
            }
        }

        public bool MoveNext()
        {
            for (; _table < _tables.Length; _table++, _number = -1)
            {
                Table table = _tables[_table];
                while (++_number < table.TouchedCount)
                {
                    if (table.HasMoved(table.TouchedRow(_number)))
                    {
                        return true;
                    }
                }
            }

            return _stored.MoveNext();
        }
    }
}
