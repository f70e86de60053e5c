using System.Runtime.CompilerServices;
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
    private readonly EngineState _state;
    private readonly Table _relation;
    private readonly BoundPattern _pattern;
    private readonly Step _rest;
    private readonly RowProbe _denied;
    private readonly int[] _deniedColumns;
    private readonly long[] _deniedKey;
    private EmittedJoin? _counting;
    private EmittedJoin? _replacing;
    private EmittedJoin? _adding;
    private EmittedJoin? _losing;
    private EmittedJoin? _turning;
    private RowView[] _turningViews = [];

    public DeltaRunner(DeltaJoin delta, RuleRunner rule, EngineState state)
    {
        _delta = delta;
        _rule = rule;
        _state = state;
        _relation = state.Relations[delta.Predicate];
        _pattern = new BoundPattern(delta.Pattern, _relation, state.Interner);
        _rest = StepChain.Of(delta.Steps, state);
        _deniedColumns = [.. delta.DeniedColumns];
        _denied = new RowProbe(_relation, delta.Index, _deniedColumns);
        _deniedKey = new long[_deniedColumns.Length];
        ReadColumns = Read(delta) | CertaintyOf(_relation, rule.Target);
    }

    public int Literal => _delta.Literal;

    public int Predicate => _delta.Predicate;

    public bool IsNegated => _delta.IsNegated;

    public Table Relation => _relation;

    /// <summary>The columns that the atom binds or compares; a row replaced in other columns alone is no change to this rule.</summary>
    public ulong ReadColumns { get; }

    /// <summary>True when it runs as machine code.</summary>
    public bool IsEmitted => _counting is not null || _adding is not null;

    /// <summary>Makes <see cref="RunChanged"/> ready as machine code.</summary>
    public void PrepareCounting()
    {
        if (_state.Emits && _counting is null)
        {
            _counting = JoinEmitter.Delta(_rule.Rule, _rule.Members, _delta, _state, _rule.Frame, BothStates);
            _replacing = _counting is null ? null : JoinEmitter.Replaced(_rule.Rule, _delta, _state, _rule.Frame, BothStates);
        }
    }

    /// <summary>Makes everything that a recursive layer asks for ready as machine code.</summary>
    public void PrepareFollowing()
    {
        _adding ??= _state.Emits ? JoinEmitter.Delta(_rule.Rule, _rule.Members, _delta, _state, _rule.Frame, static _ => RowView.New) : null;
        _losing ??= _state.Emits ? JoinEmitter.Delta(_rule.Rule, _rule.Members, _delta, _state, _rule.Frame, static _ => RowView.Old) : null;
    }

    /// <summary>Makes <see cref="RunTurned"/> ready: what each literal sees, by its number.</summary>
    public void PrepareTurning(RowView[] views)
    {
        _turningViews = views;
        _turning ??= _state.Emits ? JoinEmitter.Delta(_rule.Rule, _rule.Members, _delta, _state, _rule.Frame, literal => views[literal]) : null;
    }

    /// <summary>Runs every changed row of the atom; <paramref name="sink"/> hears the sign before each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunChanged(SignedSink sink)
    {
        if (_replacing is not null && _relation.IsOnePair)
        {
            RunPair(sink);
            return;
        }

        int count = _relation.TouchedCount;
        if (count == 0 || (count > 1 && _delta.IsNegated && !_relation.HasChanged(ReadColumns)))
        {
            return;
        }

        Frame frame = _counting is null ? SeeBothStates(sink) : _rule.Start(sink);
        for (int i = 0; i < count && !frame.IsStopped; i++)
        {
            int row = _relation.TouchedRow(i);

            // Rows that deny are judged together: the first of those that changed speaks for all, so none is passed over.
            if (!(_delta.IsNegated ? _relation.HasMoved(row) : _relation.HasMovedIn(row, ReadColumns)))
            {
                continue;
            }

            if (_replacing is not null && _relation.IsReplacement(row))
            {
                RunReplaced(frame, row, sink);
            }
            else
            {
                RunSigned(frame, row, sink);
            }
        }
    }

    /// <summary>Runs the rows of a positive atom that stayed and were told again at another time, every literal on the new state.</summary>
    public void RunRetimed(HeadSink sink)
    {
        for (int i = 0; i < _relation.TouchedCount && !_delta.IsNegated; i++)
        {
            if (_relation.HasNewTime(i))
            {
                RunFollowing(sink, _relation.TouchedRow(i));
            }
        }
    }

    /// <summary>Runs what changed rows of the atom allow anew, every other literal on the new state.</summary>
    public void RunGained(HeadSink sink) => RunMoved(sink, RowView.New, _adding);

    /// <summary>Runs what changed rows of the atom no longer allow, every other literal on the old state.</summary>
    public void RunLost(HeadSink sink) => RunMoved(sink, RowView.Old, _losing);

    /// <summary>Runs one row of a positive atom, every other literal on the new state.</summary>
    public void RunFollowing(HeadSink sink, int row) => Run(Start(sink, RowView.New, _adding), row, _adding);

    /// <summary>Runs one row of a positive atom, every other literal on the old state.</summary>
    public void RunPreceding(HeadSink sink, int row) => Run(Start(sink, RowView.Old, _losing), row, _losing);

    /// <summary>Runs one row of a positive atom, every other literal as <see cref="PrepareTurning"/> was told.</summary>
    public void RunTurned(HeadSink sink, int row)
    {
        Frame frame = _rule.Start(sink);
        if (_turning is null)
        {
            _turningViews.CopyTo(frame.Views, 0);
        }

        Run(frame, row, _turning);
    }

    /// <summary>Puts what the row binds into the frame's slots; false when it does not match the atom.</summary>
    public bool TryBind(Frame frame, int row) => _pattern.TryFill(frame) && _pattern.HasKey(row) && _pattern.TryBind(row, frame.Slots);

    /// <summary>Runs one row of a positive atom, every other literal as the frame's views say. Interpreted.</summary>
    public void RunRow(Frame frame, int row)
    {
        if (TryBind(frame, row))
        {
            if (!_delta.IsNegated)
            {
                frame.Matched[_delta.Ordinal] = row;
            }

            _rest.Run(frame);
        }
    }

    private RowView BothStates(int literal) => literal < _delta.Literal ? RowView.New : RowView.Old;

    /// <summary>One row of a key was replaced, and that is all: what nearly every update of a stream is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunPair(SignedSink sink)
    {
        if ((_relation.PairColumns & ReadColumns) != 0)
        {
            RunReplaced(_rule.Start(sink), _relation.PairBefore, sink);
        }
    }

    /// <summary>Runs a replaced row together with the one in its place, when the turn of the former comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunReplaced(Frame frame, int row, SignedSink sink)
    {
        if (!_relation.IsIn(row, RowView.New))
        {
            if (!ReferenceEquals(frame.SignedSink, sink))
            {
                frame.SignedSink = sink;
            }

            _replacing!(row, _relation.ReplacementOf(row));
        }
    }

    private Frame SeeBothStates(SignedSink sink)
    {
        Frame frame = _rule.See(RowView.New, sink);
        Array.Fill(frame.Views, RowView.Old, _delta.Literal + 1, frame.Views.Length - _delta.Literal - 1);
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunMoved(HeadSink sink, RowView moved, EmittedJoin? join)
    {
        int count = _relation.TouchedCount;
        if (count == 0)
        {
            return;
        }

        Frame frame = Start(sink, moved, join);
        for (int i = 0; i < count && !frame.IsStopped; i++)
        {
            int row = _relation.TouchedRow(i);
            bool runs = _delta.IsNegated
                ? _relation.HasMoved(row) && IsFlip(row, out bool appears) && appears == (moved == RowView.New)
                : _relation.ViewOf(row) == moved && _relation.HasMovedIn(row, ReadColumns);
            if (runs)
            {
                Run(frame, row, join);
            }
        }
    }

    private Frame Start(HeadSink sink, RowView view, EmittedJoin? join) => join is null ? _rule.See(view, sink) : _rule.Start(sink);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Run(Frame frame, int row, EmittedJoin? join)
    {
        if (join is null)
        {
            RunRow(frame, row);
        }
        else
        {
            join(row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunSigned(Frame frame, int row, SignedSink sink)
    {
        long failures = frame.Failures;
        bool isNew = _relation.IsIn(row, RowView.New);
        if (_delta.IsNegated && !IsFlip(row, out isNew))
        {
            return;
        }

        sink.Sign = isNew ? 1 : -1;
        Run(frame, row, _counting);

        // A substitution that failed while it vanished is no news.
        if (!isNew && frame.Failures != failures)
        {
            frame.Failures = failures;
        }
    }

    /// <summary>True when the row is the first of those that deny the same thing, and whether something denies it has changed.</summary>
    /// <param name="row">A changed row.</param>
    /// <param name="appears">True when nothing denies it any more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsFlip(int row, out bool appears)
    {
        for (int i = 0; i < _deniedKey.Length; i++)
        {
            _deniedKey[i] = _relation.Cell(row, _deniedColumns[i]);
        }

        appears = false;
        if (_denied.FirstChanged(_deniedKey) != row)
        {
            return false;
        }

        appears = _denied.Any(_deniedKey, RowView.Old);
        return appears == !_denied.Any(_deniedKey, RowView.New);
    }

    /// <summary>A premise's certainty counts in a row that carries certainty, although no literal reads it.</summary>
    private static ulong CertaintyOf(Table premise, Table target) =>
        premise.Predicate.Tag is { } tag && target.Predicate.Tag is not null ? Table.BitOf(tag.Column) : 0;

    private static ulong Read(DeltaJoin delta)
    {
        ulong read = 0;
        foreach (int column in delta.Pattern.KeyColumns.Concat(delta.Pattern.Binds.Concat(delta.Pattern.Repeats).Select(static c => c.Column)).Concat(delta.DeniedColumns))
        {
            read |= Table.BitOf(column);
        }

        return read;
    }
}
