using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A planned rule made ready to run on the relations of a state.</summary>
internal sealed class RuleRunner
{
    private readonly Expression[] _head;
    private readonly (int Slot, Expression Value)[] _lets;
    private readonly EngineState _state;
    private readonly Value[] _headValues;

    /// <summary>By positive atom.</summary>
    private readonly Table[] _premises;

    /// <summary>The rows that a record of a derivation names: those that the frame matched, none of a group.</summary>
    private readonly int[] _logged;
    private readonly AbsentAtoms? _absent;
    private EmittedJoin? _emitted;
    private Step? _goal;
    private Step? _group;

    public RuleRunner(PlannedRule rule, EngineState state)
    {
        Rule = rule;
        _state = state;
        _head = Expression.Of(rule.Head);
        _headValues = new Value[_head.Length];
        _lets = [.. rule.Transforms.OfType<BoundLet>().Select(static let => (let.Slot, Expression.Of(let.Value)))];
        Target = state.Relations[rule.HeadPredicate];
        Members = rule.HasCountedMembers ? new MemberShape(rule, state.ParamKinds) : null;
        _absent = state.Log is null ? null : new AbsentAtoms(rule, state);
        state.Log?.Describe(rule.Index, _absent!);
        Frame = new Frame(state, rule.Variables.Length, rule.LiteralCount, rule.Positives.Length, rule.Head.Length, Members?.Width ?? 0)
        {
            AbsentAtoms = _absent,
            Absent = new long[_absent?.Keys.Length ?? 0],
        };
        Frame.Episodes = rule.Hysteresis is { } hysteresis ? new Episodes(this, hysteresis) : null;
        _premises = [.. rule.Positives.Select(id => state.Relations[id])];
        _logged = rule.IsGrouped ? [] : Frame.Matched;
        Whole = StepChain.Of(rule.Whole, state);
        Deltas = [.. rule.Deltas.Select(delta => new DeltaRunner(delta, this, state))];
        Clock = rule.Clock is null ? null : new RuleClock(this, state);
    }

    public PlannedRule Rule { get; }

    public Frame Frame { get; }

    /// <summary>What passing time changes; null for a rule that does not read <c>now</c>.</summary>
    public RuleClock? Clock { get; }

    /// <summary>For which keys it held before; null without hysteresis.</summary>
    public Episodes? Episodes => Frame.Episodes;

    /// <summary>What members of the rule's group look like; null where members are not counted.</summary>
    public MemberShape? Members { get; }

    public Step Whole { get; }

    public Step Goal => _goal ??= StepChain.Of(Rule.Goal, _state);

    public Step Group => _group ??= StepChain.Of(Rule.Group, _state);

    public DeltaRunner[] Deltas { get; }

    public Table Target { get; }

    /// <summary>Lets every literal see one state.</summary>
    public Frame See(RowView view, ISolutionSink sink)
    {
        Array.Fill(Frame.Views, view);
        return Start(sink);
    }

    /// <summary>A fresh start for emitted code, which knows what each literal sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame Start(ISolutionSink sink)
    {
        Frame frame = Frame;
        if (!ReferenceEquals(frame.Sink, sink))
        {
            frame.Sink = sink;
            frame.HeadSink = (sink as HeadSink)!;
        }

        frame.IsStopped = false;
        return frame;
    }

    /// <summary>Makes the body from nothing ready as machine code.</summary>
    public void Prepare() => _emitted ??= _state.Emits ? JoinEmitter.Whole(Rule, Members, _state, Frame) : null;

    /// <summary>The body on the new state.</summary>
    public void RunWhole(ISolutionSink sink)
    {
        Frame frame = See(RowView.New, sink);
        if (_emitted is not null && (sink is HeadSink || (Rule.IsGrouped && Members is null)))
        {
            _emitted(0);
        }
        else
        {
            Whole.Run(frame);
        }
    }

    /// <summary>Records a derivation of a head row that was found (1) or undone (-1), from the rows that the frame matched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Log(int sign, int row) => _state.Log?.Add(Rule.Index, sign, Target, row, _logged, _premises, Frame.Absent);

    /// <summary>Records that a head row lost its last derivation, of which the rule had one; where rows hold each other up no one derivation is the reason.</summary>
    public void LogLoss(int row) => _state.Log?.Add(Rule.Index, -1, Target, row, [], _premises, []);

    /// <summary>The failures since the last call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long TakeFailures()
    {
        long failures = Frame.Failures;
        Frame.Failures = 0;
        return failures;
    }

    /// <summary>Lets and head of a rule without a group; false when an expression fails.</summary>
    public bool TryHead(Frame frame, Value[] row)
    {
        foreach ((int slot, Expression value) in _lets)
        {
            if (!value.TryEvaluate(frame, out frame.Slots[slot]))
            {
                return false;
            }
        }

        return TryHeadRow(frame, row);
    }

    /// <summary>The head as cells of its relation: <see cref="TryHead"/> and the kinds of the columns. False when an expression fails or gives a value of another kind.</summary>
    public bool TryHeadCells(Frame frame)
    {
        return TryHead(frame, _headValues) && TryEncode(_headValues, frame.Head) && _absent?.TryRead(frame) != false;
    }

    /// <summary>The head as cells where transforms have run; false as in <see cref="TryHeadCells"/>.</summary>
    public bool TryHeadRowCells(Frame frame) => TryHeadRow(frame, _headValues) && TryEncode(_headValues, frame.Head);

    /// <summary>The cells of a row of the head's relation; false when a value does not fit its column.</summary>
    public bool TryEncode(Value[] row, long[] cells)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!_state.Interner.TryEncode(row[i], Target.Predicate.KindOf(i), out cells[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Only the head: transforms have run.</summary>
    public bool TryHeadRow(Frame frame, Value[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!_head[i].TryEvaluate(frame, out row[i]))
            {
                return false;
            }
        }

        return true;
    }
}
