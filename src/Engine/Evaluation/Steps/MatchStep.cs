using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>A positive atom: runs the rest for each matching row of the state that its literal sees.</summary>
internal sealed class MatchStep(MatchRows planned, EngineState state, Step next) : Step
{
    private readonly BoundPattern _pattern = new(planned.Pattern, state.Relations[planned.Predicate], state.Interner);
    private readonly Table _table = state.Relations[planned.Predicate];
    private readonly PostingIndex? _index = planned.Index is { } number ? state.Relations[planned.Predicate].Index(number) : null;
    private readonly bool _isComplete = planned.Pattern.IsComplete;
    private readonly int _literal = planned.Literal;
    private readonly int _ordinal = planned.Ordinal;

    public override void Run(Frame frame)
    {
        if (!_pattern.TryFill(frame))
        {
            return;
        }

        RowView view = frame.Views[_literal];
        if (_isComplete)
        {
            int row = _table.Find(_pattern.Key);
            if (row >= 0)
            {
                Try(frame, row, view);
            }
        }
        else if (_index is not null)
        {
            Walk(frame, _index, view);
        }
        else
        {
            Scan(frame, view);
        }
    }

    private void Walk(Frame frame, PostingIndex index, RowView view)
    {
        for (int row = index.First(CellHash.Of(_pattern.Key)); row >= 0 && !frame.IsStopped; row = index.Next(row))
        {
            if (index.HasKey(row, _pattern.Key))
            {
                Try(frame, row, view);
            }
        }
    }

    private void Scan(Frame frame, RowView view)
    {
        int end = _table.RowEnd;
        for (int row = 0; row < end && !frame.IsStopped; row++)
        {
            if (_table.IsIn(row, view) && _pattern.HasKey(row))
            {
                Try(frame, row, view);
            }
        }
    }

    private void Try(Frame frame, int row, RowView view)
    {
        if (_table.IsIn(row, view) && _pattern.TryBind(row, frame.Slots))
        {
            frame.Matched[_ordinal] = row;
            next.Run(frame);
        }
    }
}
