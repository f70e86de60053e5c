using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>A positive atom: binds its unbound variables to each matching row within its range.</summary>
internal sealed class MatchStep : LiteralStep
{
    private readonly int _ordinal;
    private readonly int _predicate;
    private readonly AtomPattern _pattern;
    private readonly Value[] _key;

    public MatchStep(int ordinal, int predicate, AtomPattern pattern)
    {
        _ordinal = ordinal;
        _predicate = predicate;
        _pattern = pattern;
        _key = new Value[pattern.KeyColumns.Length];
    }

    public override void Run(Frame frame)
    {
        RowRange range = frame.Ranges[_ordinal];
        if (range.IsEmpty)
        {
            return;
        }

        Relation relation = frame.Context.Relations[_predicate];
        _pattern.FillKey(frame, _key);
        if (_pattern.IsComplete)
        {
            TryRow(frame, relation, range, relation.Find(_key));
        }
        else if (_key.Length == 0 || range.Start > 0)
        {
            Scan(frame, relation, range);
        }
        else
        {
            Walk(frame, relation, range);
        }
    }

    /// <summary>All rows of the range. A range that starts late is the latest round's: short, and an index would walk over all rounds before.</summary>
    private void Scan(Frame frame, Relation relation, RowRange range)
    {
        for (int row = range.Start; row < range.End && !frame.IsStopped; row++)
        {
            if (_pattern.HasKey(relation.Row(row), _key))
            {
                TryRow(frame, relation, range, row);
            }
        }
    }

    private void Walk(Frame frame, Relation relation, RowRange range)
    {
        RowIndex index = relation.IndexOn(_pattern.KeyColumns);
        for (int row = index.First(_key); row >= 0 && row < range.End && !frame.IsStopped; row = index.Next(row))
        {
            TryRow(frame, relation, range, row);
        }
    }

    private void TryRow(Frame frame, Relation relation, RowRange range, int row)
    {
        if (range.Contains(row) && _pattern.TryBind(relation.Row(row), frame.Slots))
        {
            frame.Matched[_ordinal] = row;
            Next.Run(frame);
        }
    }
}
