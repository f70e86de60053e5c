using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Asks whether a rule derives a given row from rows that rank below a limit.</summary>
internal sealed class GoalProbe : ISolutionSink
{
    private readonly RuleRunner _rule;
    private readonly HeadColumn[] _columns;
    private readonly (int Ordinal, Table Relation)[] _ranked;
    private readonly Value[] _goal;
    private readonly Interner _interner;
    private int _row;
    private int _limit;
    private bool _found;

    /// <param name="rule">A rule without a group.</param>
    /// <param name="layer">The relations of its layer: their rows have ranks.</param>
    public GoalProbe(RuleRunner rule, Table[] layer)
    {
        _rule = rule;
        _goal = new Value[rule.Rule.Head.Length];
        _interner = rule.Frame.State.Interner;
        _columns = HeadColumn.Of(rule.Rule);
        _ranked = [.. rule.Rule.Positives
            .Select((predicate, ordinal) => (ordinal, Array.Find(layer, relation => relation.Predicate.Id == predicate)))
            .Where(static pair => pair.Item2 is not null)
            .Select(static pair => (pair.ordinal, pair.Item2!))];
    }

    /// <summary>Rows of the layer that the body matches.</summary>
    public int RankedCount => _ranked.Length;

    /// <summary>True when a substitution over the new state derives the row, and every row of the layer in it is given or ranks below <paramref name="limit"/>.</summary>
    public bool Holds(int row, int limit)
    {
        long failures = _rule.Frame.Failures;
        (_row, _limit, _found) = (row, limit, false);
        Decode(row);
        Frame frame = _rule.See(RowView.New, this);
        if (TryBind(frame))
        {
            _rule.Goal.Run(frame);
        }

        // A question is not news: what fails here failed when the row was derived.
        frame.Failures = failures;
        return _found;
    }

    public void Accept(Frame frame)
    {
        if (RanksBelow(frame) && _rule.TryHeadCells(frame) && _rule.Target.HasCells(_row, frame.Head))
        {
            (_found, frame.IsStopped) = (true, true);
        }
    }

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

    private void Decode(int row)
    {
        Table target = _rule.Target;
        for (int i = 0; i < _goal.Length; i++)
        {
            _goal[i] = target.ValueOf(row, i, _interner);
        }
    }

    /// <summary>Puts the row's values into the slots that the head fixes; false when the head cannot give this row.</summary>
    private bool TryBind(Frame frame)
    {
        foreach (HeadColumn column in _columns)
        {
            Value value = _goal[column.Column];
            if (column.Binds)
            {
                frame.Slots[column.Slot] = value;
            }
            else if (value != (column.Constant ?? frame.Slots[column.Slot]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A column of a head that is a constant, or a variable of the body: the first of its kind gives it a value, later ones must agree.</summary>
    private readonly record struct HeadColumn(int Column, int Slot, bool Binds, Value? Constant)
    {
        public static HeadColumn[] Of(PlannedRule rule)
        {
            List<HeadColumn> columns = [];
            for (int i = 0; i < rule.Head.Length; i++)
            {
                if (rule.Head[i] is BoundConstant constant)
                {
                    columns.Add(new HeadColumn(i, -1, false, constant.Value));
                }
                else if (rule.Head[i] is BoundVariable variable && rule.GoalSlots.Contains(variable.Slot))
                {
                    columns.Add(new HeadColumn(i, variable.Slot, !columns.Exists(c => c.Slot == variable.Slot), null));
                }
            }

            return [.. columns];
        }
    }
}
