using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Asks whether a rule derives a given row from rows that rank below a limit.</summary>
internal sealed class GoalProbe : HeadSink
{
    private readonly RuleRunner _rule;
    private readonly BoundPattern _head;
    private readonly EmittedJoin? _emitted;
    private readonly (int Ordinal, Table Relation)[] _ranked;
    private int _row;
    private int _limit;
    private bool _found;

    /// <param name="rule">A rule without a group.</param>
    /// <param name="layer">The relations of its layer: their rows have ranks.</param>
    /// <param name="state">What it reads.</param>
    public GoalProbe(RuleRunner rule, Table[] layer, EngineState state)
    {
        _rule = rule;
        AtomPattern head = PatternOf(rule.Rule);
        _head = new BoundPattern(head, rule.Target, state.Interner);
        _emitted = state.Emits ? JoinEmitter.Goal(rule.Rule, head, state, rule.Frame) : null;
        _ranked = [.. rule.Rule.Positives
            .Select((predicate, ordinal) => (ordinal, Array.Find(layer, relation => relation.Predicate.Id == predicate)))
            .Where(static pair => pair.Item2 is not null)
            .Select(static pair => (pair.ordinal, pair.Item2!))];
    }

    /// <summary>Rows of the layer that the body matches.</summary>
    public int RankedCount => _ranked.Length;

    /// <summary>True when a substitution over the new state derives the row, and every row of the layer in it is given or ranks below <paramref name="limit"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Holds(int row, int limit)
    {
        long failures = _rule.Frame.Failures;
        (_row, _limit, _found) = (row, limit, false);
        if (_emitted is not null)
        {
            _rule.Start(this);
            _emitted(row);
        }
        else if (_rule.See(RowView.New, this) is var frame && _head.TryFill(frame) && _head.HasKey(row) && _head.TryBind(row, frame.Slots))
        {
            _rule.Goal.Run(frame);
        }

        // A question is not news: what fails here failed when the row was derived.
        _rule.Frame.Failures = failures;
        return _found;
    }

    public override void Accept(Frame frame)
    {
        if (RanksBelow(frame) && _rule.TryHeadCells(frame))
        {
            Compare(frame);
        }
    }

    public override void AcceptHead(Frame frame)
    {
        if (RanksBelow(frame))
        {
            Compare(frame);
        }
    }

    private void Compare(Frame frame)
    {
        if (_rule.Target.HasCells(_row, frame.Head))
        {
            (_found, frame.IsStopped) = (true, true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool RanksBelow(Frame frame)
    {
        foreach ((int ordinal, Table relation) in _ranked)
        {
            int premise = frame.Matched[ordinal];
            if (!relation.IsGiven(premise) && relation.SupportOf(premise) >= _limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The head as an atom over its own relation: constants are keys, variables that the goal is ordered by are bound, computed columns may hold anything.</summary>
    private static AtomPattern PatternOf(PlannedRule rule)
    {
        ImmutableArray<int>.Builder columns = ImmutableArray.CreateBuilder<int>();
        ImmutableArray<BoundExpression>.Builder keys = ImmutableArray.CreateBuilder<BoundExpression>();
        List<ColumnSlot> binds = [], repeats = [];
        for (int column = 0; column < rule.Head.Length; column++)
        {
            if (rule.Head[column] is BoundConstant constant)
            {
                columns.Add(column);
                keys.Add(constant);
            }
            else if (rule.Head[column] is BoundVariable { Slot: int slot } && rule.GoalSlots.Contains(slot))
            {
                (binds.Exists(bind => bind.Slot == slot) ? repeats : binds).Add(new ColumnSlot(column, slot));
            }
        }

        return new AtomPattern(columns.ToImmutable(), keys.ToImmutable(), [.. binds], [.. repeats], rule.Head.Length);
    }
}
