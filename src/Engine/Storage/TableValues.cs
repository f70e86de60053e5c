using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Rows of a table as values.</summary>
internal static class TableValues
{
    /// <summary>The row's number whatever state it is in, or -1: also when a value has no cell.</summary>
    public static int Find(this Table table, ReadOnlySpan<Value> values, Interner interner)
    {
        Span<long> cells = stackalloc long[values.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            if (!interner.TryFind(values[i], table.Predicate.KindOf(i), out cells[i]))
            {
                return -1;
            }
        }

        return table.Find(cells);
    }

    /// <summary>True when a row is in the new state.</summary>
    public static bool HasRows(this Table table)
    {
        int row = 0;
        while (row < table.RowEnd && !table.IsIn(row, RowView.New))
        {
            row++;
        }

        return row < table.RowEnd;
    }

    public static Value ValueOf(this Table table, int row, int column, Interner interner) => interner.Decode(table.Cell(row, column), table.Predicate.KindOf(column));

    public static Value[] Values(this Table table, int row, Interner interner)
    {
        Value[] values = new Value[table.Columns.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = table.ValueOf(row, i, interner);
        }

        return values;
    }

    public static Fact FactOf(this Table table, int row, Interner interner) => new(table.Predicate.Name, table.Values(row, interner));

    /// <summary>Marks every interned value that a row holds, so that the others can be given up.</summary>
    public static void MarkInterned(this Table table, Interner interner)
    {
        for (int column = 0; column < table.Columns.Length; column++)
        {
            for (int row = 0; row < table.RowEnd && table.Predicate.KindOf(column) == CellKind.Interned; row++)
            {
                if ((table.States[row] & RowFlags.Used) != 0)
                {
                    interner.Mark(table.Cell(row, column));
                }
            }
        }
    }
}
