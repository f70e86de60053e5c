using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The derived rows that a transaction added and removed: layer by layer, within a relation in the order of their first change. Enumerates without allocation.</summary>
public readonly struct DerivedChanges
{
    private readonly Table[] _tables;
    private readonly Interner _interner;

    internal DerivedChanges(Table[] tables, Interner interner)
    {
        _tables = tables;
        _interner = interner;
    }

    public Enumerator GetEnumerator() => new(_tables, _interner);

    /// <summary>Walks the touched rows of every derived relation.</summary>
    public struct Enumerator
    {
        private readonly Table[] _tables;
        private readonly Interner _interner;
        private int _table;
        private int _number;

        internal Enumerator(Table[] tables, Interner interner)
        {
            _tables = tables;
            _interner = interner;
            _number = -1;
        }

        public readonly RowChange Current
        {
            get
            {
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

            return false;
        }
    }
}
