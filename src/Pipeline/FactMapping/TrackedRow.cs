using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What rules were last told of a row of one or two values; told again only when they differ.</summary>
internal sealed class TrackedRow(SuppliedRow row)
{
    private Value _first;
    private Value _second;
    private bool _holds;

    public void Tell(RowChanges changes, Value only)
    {
        if (!_holds || _first != only)
        {
            (_first, _holds) = (only, true);
            changes.Assert(row, only);
        }
    }

    public void Tell(RowChanges changes, Value first, Value second)
    {
        if (!_holds || _first != first || _second != second)
        {
            (_first, _second, _holds) = (first, second, true);
            changes.Assert(row, first, second);
        }
    }

    public void TakeBack(RowChanges changes)
    {
        if (_holds)
        {
            _holds = false;
            changes.Retract(row);
        }
    }
}
