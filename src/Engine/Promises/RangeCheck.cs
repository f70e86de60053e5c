using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The values of a column lie between two bounds.</summary>
internal sealed class RangeCheck(BoundRange range, Table table, Interner interner) : PromiseCheck
{
    public override bool IsBroken()
    {
        for (int i = 0; i < table.TouchedCount; i++)
        {
            int row = table.TouchedRow(i);
            if (table.ViewOf(row) == RowView.New && !range.Holds(table.ValueOf(row, range.Column, interner)))
            {
                return true;
            }
        }

        return false;
    }

    public override BrokenPromise Tell() =>
        range.BrokenBy(SortedFacts.Sort(table, interner).First(fact => !range.Holds(fact.Arguments[range.Column])));
}
