using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Applies a transaction's changes to the given rows and remembers what each touched key held before.</summary>
/// <param name="given">By predicate id.</param>
internal sealed class GivenTransaction(GivenRows[] given)
{
    private readonly TouchedKeys _touched = new();

    public int AbsentRetractions { get; private set; }

    public int OverriddenChanges { get; private set; }

    /// <summary>Keys that the transaction touched.</summary>
    public int Count => _touched.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin()
    {
        _touched.Clear();
        (AbsentRetractions, OverriddenChanges) = (0, 0);
    }

    /// <exception cref="ArgumentException">The arguments do not fit; nothing has changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Assert(int predicate, ReadOnlySpan<Value> arguments, long time)
    {
        GivenRows rows = given[predicate];
        rows.Read(arguments, mayBeKey: false);
        int present = Touch(predicate, rows), row = rows.Table.FindOrAdd(rows.Cells);
        if (present >= 0 && present != row)
        {
            rows.Table.SetGiven(present, false, 0);
            rows.Table.Settle(present);
        }

        rows.Table.SetGiven(row, true, time);
        rows.Table.Settle(row);
    }

    /// <exception cref="ArgumentException">The arguments do not fit; nothing has changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Retract(int predicate, ReadOnlySpan<Value> arguments)
    {
        GivenRows rows = given[predicate];
        bool isRow = rows.Read(arguments, mayBeKey: true);
        int present = Touch(predicate, rows);

        // A retraction names a row by its key alone or by all its columns; the latter must agree.
        if (present < 0 || (isRow && !rows.Table.HasCells(present, rows.Cells)))
        {
            AbsentRetractions++;
            return;
        }

        rows.Table.SetGiven(present, false, 0);
        rows.Table.Settle(present);
    }

    public Table TableOf(int number) => given[_touched.PredicateOf(number)].Table;

    /// <summary>The given row of a touched key before the transaction, or -1.</summary>
    public int RowBefore(int number) => _touched.RowBefore(number);

    /// <summary>The given row of a touched key now, or -1.</summary>
    public int RowAfter(int number) => given[_touched.PredicateOf(number)].Find(_touched.KeyOf(number));

    /// <summary>Marks every row that merely replaces the row of its key with the columns in which they differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PairRows()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            GivenRows rows = given[_touched.PredicateOf(i)];
            if (!rows.IsKeyed || rows.Table.Predicate.IsDerived || _touched.RowBefore(i) < 0)
            {
                continue;
            }

            int after = RowAfter(i);
            if (after >= 0 && after != _touched.RowBefore(i))
            {
                rows.Table.Pair(_touched.RowBefore(i), after);
            }
        }
    }

    /// <summary>The first change of a key keeps what it held; a later one overrides the earlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Touch(int predicate, GivenRows rows)
    {
        int present = rows.Find(rows.Key);
        OverriddenChanges += _touched.TryAdd(predicate, rows.Key, present) ? 0 : 1;
        return present;
    }
}
