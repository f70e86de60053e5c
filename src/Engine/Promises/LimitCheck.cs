using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A predicate that is given or stored, or whose rows are combined, has at most so many rows.</summary>
internal sealed class LimitCheck(BoundLimit limit, Table table) : PromiseCheck
{
    /// <summary>Rows of the state before.</summary>
    private long _rows;

    public override bool IsBroken() => _rows + Change() > limit.Rows;

    public override BrokenPromise Tell() => limit.BrokenBy(table.Predicate.Name);

    public override void End() => _rows += Change();

    private long Change()
    {
        long change = 0;
        for (int i = 0; i < table.TouchedCount; i++)
        {
            change += table.ViewOf(table.TouchedRow(i)) switch { RowView.New => 1, RowView.Old => -1, _ => 0 };
        }

        return change;
    }
}
