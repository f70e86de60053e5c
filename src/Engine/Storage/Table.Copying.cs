using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <content>Taking over the rows of a table of another session.</content>
internal sealed partial class Table
{
    /// <summary>True once a row was given or taken back by anything but the program's own facts; see <see cref="ForgetTold"/>.</summary>
    public bool WasTold { get; private set; }

    /// <summary>What was given so far are the program's own facts.</summary>
    public void ForgetTold() => WasTold = false;

    /// <summary>Takes over all rows, with their reasons and numbers, whole columns at a time; false when columns or key differ. This table is new; neither is in a transaction.</summary>
    /// <remarks>Cells of interned values keep their numbers: the sessions' interners must agree.</remarks>
    public bool TryCopy(Table from)
    {
        if (!HasShapeOf(from.Predicate) || from.TouchedCount > 0)
        {
            return false;
        }

        for (int i = 0; i < Columns.Length; i++)
        {
            Columns[i] = [.. from.Columns[i]];
        }

        (_states, _support, _versions, _times) = ([.. from._states], [.. from._support], [.. from._versions], [.. from._times]);
        (RowEnd, DerivedCount, WasEverGiven, WasTold, Version) = (from.RowEnd, from.DerivedCount, from.WasEverGiven, from.WasTold, from.Version);
        _free.Copy(from._free);
        foreach (PostingIndex index in _indexes)
        {
            if (Array.Find(from._indexes, other => other.Columns.AsSpan().SequenceEqual(index.Columns)) is { } same)
            {
                index.Copy(same);
            }
            else
            {
                LinkAll(index.Link);
            }
        }

        if (_identity is not null)
        {
            CopyIdentity(from);
        }

        return true;
    }

    /// <summary>Rows told later than a time count as told then.</summary>
    public void LimitTimes(long latest)
    {
        for (int i = 0; i < _times.Length; i++)
        {
            _times[i] = Math.Min(_times[i], latest);
        }
    }

    private void CopyIdentity(Table from)
    {
        if (from._identity is not null)
        {
            _identity!.Copy(from._identity);
        }
        else
        {
            LinkAll(_identity!.Link);
        }
    }

    private void LinkAll(Action<int> link)
    {
        for (int row = 0; row < RowEnd; row++)
        {
            if ((_states[row] & RowFlags.Used) != 0)
            {
                link(row);
            }
        }
    }

    private bool HasShapeOf(PlannedPredicate other) =>
        Predicate.Arity == other.Arity && Predicate.Key.AsSpan().SequenceEqual(other.Key.AsSpan())
        && Enumerable.Range(0, other.Arity).All(column => Predicate.KindOf(column) == other.KindOf(column));
}
