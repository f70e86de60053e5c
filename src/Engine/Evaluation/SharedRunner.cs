using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Runs the common part of several rules' joins once for each changed row, and the rest of each for every row found.</summary>
/// <remarks>A rule is passed over when the row was replaced only in columns that it does not read. What fails in the common part fails in each of the rules.</remarks>
internal sealed class SharedRunner : HeadSink
{
    private readonly Table _relation;
    private readonly Frame _frame;
    private readonly Member[] _members;
    private readonly EmittedJoin? _common;
    private readonly ulong _readColumns;

    /// <param name="shared">Of a layer that counts.</param>
    /// <param name="rules">By rule index: the rule and what takes its derivations; null for rules of other layers.</param>
    /// <param name="state">What they read.</param>
    public SharedRunner(SharedJoin shared, Func<int, (RuleRunner Rule, CountSink Sink)> rules, EngineState state)
    {
        _relation = state.Relations[shared.Predicate];
        _members = [.. shared.Members.Select(member => new Member(rules(member.Rule), member.Delta, shared.Steps, state))];
        PlannedRule first = _members[0].Rule.Rule;
        DeltaJoin delta = first.Deltas[shared.Members[0].Delta];
        _frame = new Frame(state, 0, 0, 2, 0, 0) { HeadSink = this, Sink = this };
        _common = state.Emits ? JoinEmitter.Prefix(first, delta, shared.Steps, state, _frame, Views(delta)) : null;
        _readColumns = _members.Aggregate(0UL, static (read, member) => read | member.Delta.ReadColumns);
    }

    /// <summary>False where some part has no emitted form: the rules' own joins run instead.</summary>
    public bool IsEmitted => _common is not null && Array.TrueForAll(_members, static member => member.Rest is not null);

    /// <summary>The joins that need not run when this does.</summary>
    public IEnumerable<DeltaRunner> Replaced => _members.Select(static member => member.Delta);

    /// <summary>Runs every changed row, until a budget is spent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunChanged()
    {
        _frame.IsStopped = false;
        for (int i = 0, count = _relation.TouchedCount; i < count && !_frame.IsStopped; i++)
        {
            int row = _relation.TouchedRow(i);
            if (_relation.HasMovedIn(row, _readColumns))
            {
                Run(row, _relation.IsIn(row, RowView.New));
            }
        }
    }

    public override void Accept(Frame frame) => throw new InvalidOperationException("common parts of joins are emitted, never interpreted");

    /// <summary>The common part holds for a changed row and a found one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AcceptHead(Frame frame)
    {
        int row = frame.Matched[0], found = frame.Matched[1];
        foreach (Member member in _members)
        {
            if (member.IsActive)
            {
                member.Rest!(row, found);
                frame.IsStopped |= member.Rule.Frame.IsStopped;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(int row, bool isNew)
    {
        foreach (Member member in _members)
        {
            member.Begin(_relation.HasMovedIn(row, member.Delta.ReadColumns), isNew ? 1 : -1);
        }

        _common!(row);
        long failures = _frame.Failures;
        if (failures != 0)
        {
            _frame.Failures = 0;
        }

        foreach (Member member in _members)
        {
            member.End(isNew, failures);
        }
    }

    private static Func<int, RowView> Views(DeltaJoin delta) => literal => literal < delta.Literal ? RowView.New : RowView.Old;

    /// <summary>One rule's part.</summary>
    private sealed class Member
    {
        private readonly CountSink _sink;
        private long _failures;

        public Member((RuleRunner Rule, CountSink Sink) rule, int delta, int steps, EngineState state)
        {
            (Rule, _sink) = rule;
            Delta = Rule.Deltas[delta];
            DeltaJoin join = Rule.Rule.Deltas[delta];
            Rest = state.Emits ? JoinEmitter.Rest(Rule.Rule, join, steps, state, Rule.Frame, Views(join)) : null;
        }

        public RuleRunner Rule { get; }

        public DeltaRunner Delta { get; }

        public EmittedJoin? Rest { get; }

        /// <summary>True when the current row is a change to the rule.</summary>
        public bool IsActive { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Begin(bool isActive, int sign)
        {
            IsActive = isActive;
            if (isActive)
            {
                _sink.Sign = sign;
                _failures = Rule.Start(_sink).Failures;
            }
        }

        /// <summary>A substitution that failed while it vanished is no news.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void End(bool isNew, long common)
        {
            Frame frame = Rule.Frame;
            long failures = isNew ? frame.Failures + common : _failures;
            if (IsActive && frame.Failures != failures)
            {
                frame.Failures = failures;
            }
        }
    }
}
