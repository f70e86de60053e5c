using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>How the columns of an atom meet the variables known before it: some are known, some bind a slot, some repeat a slot of the same atom.</summary>
/// <param name="KeyColumns">Columns whose value is known, ascending.</param>
/// <param name="Keys">Where the values of <paramref name="KeyColumns"/> come from: variables, constants, parameters.</param>
/// <param name="Binds">Columns that give an unknown variable its value.</param>
/// <param name="Repeats">Columns that must equal a variable which <paramref name="Binds"/> has just bound.</param>
/// <param name="Arity">Columns of the atom; those in none of the three lists may hold anything.</param>
public sealed record AtomPattern(
    ImmutableArray<int> KeyColumns, ImmutableArray<BoundExpression> Keys, ImmutableArray<ColumnSlot> Binds, ImmutableArray<ColumnSlot> Repeats, int Arity)
{
    /// <summary>True when every column is known: one row is looked up.</summary>
    public bool IsComplete => KeyColumns.Length == Arity;
}

/// <summary>A column that goes to a variable's slot.</summary>
public readonly record struct ColumnSlot(int Column, int Slot);
