using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Finds the substitutions that appear or vanish because rows of one atom changed.</summary>
/// <remarks>
/// With literals before the atom on the new state and those after it on the old one, every appearing or vanishing substitution is found by
/// the atoms of the body together exactly as often as its net change says: the product rule of differences.
/// </remarks>
internal sealed class DeltaRunner
{
    private readonly DeltaJoin _delta;
    private readonly RuleRunner _rule;
    private readonly Table _relation;
    private readonly BoundPattern _pattern;
    private readonly Step _rest;
    private readonly RowProbe _denied;
    private readonly int[] _deniedColumns;
    private readonly long[] _deniedKey;

    public DeltaRunner(DeltaJoin delta, RuleRunner rule, EngineState state)
    {
        _delta = delta;
        _rule = rule;
        _relation = state.Relations[delta.Predicate];
        _pattern = new BoundPattern(delta.Pattern, _relation, state.Interner);
        _rest = StepChain.Of(delta.Steps, state);
        _deniedColumns = [.. delta.DeniedColumns];
        _denied = new RowProbe(_relation, delta.Index, _deniedColumns);
        _deniedKey = new long[_deniedColumns.Length];
    }

    public int Literal => _delta.Literal;

    public int Predicate => _delta.Predicate;

    public bool IsNegated => _delta.IsNegated;

    /// <summary>Runs every changed row of the atom; <paramref name="sink"/> hears the sign before each.</summary>
    public void RunChanged(SignedSink sink)
    {
        int count = _relation.TouchedCount;
        if (count == 0)
        {
            return;
        }

        Frame frame = _rule.See(RowView.New, sink);
        Array.Fill(frame.Views, RowView.Old, _delta.Literal + 1, frame.Views.Length - _delta.Literal - 1);
        for (int i = 0; i < count && !frame.IsStopped; i++)
        {
            int row = _relation.TouchedRow(i);
            RowView view = _relation.ViewOf(row);
            if (view is RowView.Old or RowView.New)
            {
                RunSigned(frame, row, view, sink);
            }
        }
    }

    /// <summary>Runs the substitutions that changed rows of the atom allow anew (<paramref name="sign"/> 1) or no longer (-1), every other literal as the frame's views say.</summary>
    public void RunMoved(Frame frame, int sign)
    {
        RowView moved = sign > 0 ? RowView.New : RowView.Old;
        int count = _relation.TouchedCount;
        for (int i = 0; i < count && !frame.IsStopped; i++)
        {
            int row = _relation.TouchedRow(i);
            RowView view = _relation.ViewOf(row);
            if (_delta.IsNegated)
            {
                if (view is RowView.Old or RowView.New && IsFlip(frame, row, out int flip) && flip == sign)
                {
                    _rest.Run(frame);
                }
            }
            else if (view == moved)
            {
                RunRow(frame, row);
            }
        }
    }

    /// <summary>Runs one row of a positive atom, every other literal as the frame's views say.</summary>
    public void RunRow(Frame frame, int row)
    {
        if (_pattern.TryFill(frame) && _pattern.HasKey(row) && _pattern.TryBind(row, frame.Slots))
        {
            frame.Matched[_delta.Ordinal] = row;
            _rest.Run(frame);
        }
    }

    private void RunSigned(Frame frame, int row, RowView view, SignedSink sink)
    {
        long failures = frame.Failures;
        if (!_delta.IsNegated)
        {
            sink.Sign = view == RowView.New ? 1 : -1;
            RunRow(frame, row);
        }
        else if (IsFlip(frame, row, out int sign))
        {
            sink.Sign = sign;
            _rest.Run(frame);
        }

        // A substitution that failed while it vanished is no news.
        frame.Failures = sink.Sign > 0 ? frame.Failures : failures;
    }

    /// <summary>True when the row is the first of those that deny the same thing, and whether something denies it has changed.</summary>
    private bool IsFlip(Frame frame, int row, out int sign)
    {
        sign = 0;
        if (!_pattern.TryFill(frame) || !_pattern.HasKey(row) || !_pattern.TryBind(row, frame.Slots))
        {
            return false;
        }

        for (int i = 0; i < _deniedKey.Length; i++)
        {
            _deniedKey[i] = _relation.Cell(row, _deniedColumns[i]);
        }

        if (_denied.FirstChanged(_deniedKey) != row)
        {
            return false;
        }

        bool before = _denied.Any(_deniedKey, RowView.Old), after = _denied.Any(_deniedKey, RowView.New);
        sign = before ? 1 : -1;
        return before != after;
    }
}
