using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>Takes from a recursive layer the rows that no longer have a derivation whose premises rank below them.</summary>
/// <remarks>
/// Every derived row ranks above the rows of the layer in the derivation by which it was found; so a derivation from lower ranks alone cannot rest on the
/// row itself. When something goes, the rows that it helped to derive come into doubt. They are looked at in ascending rank: when a row's turn comes,
/// everything below it is final, and one search for a derivation from what is left below (backward) decides. A row without one goes, and puts
/// in doubt the rows above it that it helped to derive (forward). What went may still follow from rows that rank above it; see <see cref="FindAgain"/>.
/// </remarks>
internal sealed class LayerDeletion
{
    /// <summary>Work of a row that goes, as seen against one that is only doubted: it is joined forward, searched for again, and often found again.</summary>
    private const int CostOfGoing = 4;

    private readonly LayerRules _rules;
    private readonly Table[] _layer;
    private readonly DoubtSink _sink;

    /// <summary>Each with a rule that lost a derivation of the row.</summary>
    private readonly PriorityQueue<(LayerRule Rule, int Row), int> _doubted = new();

    /// <summary>Rows that went; the rule is null for those that were given.</summary>
    private readonly List<(int Target, int Row, LayerRule? Rule)> _gone = [];

    public LayerDeletion(LayerRules rules, Table[] layer)
    {
        _rules = rules;
        _layer = layer;
        _sink = new DoubtSink(_doubted);
    }

    /// <summary>Removes what lost its support. False when that took more work than <paramref name="patience"/> rows: the caller computes the layer anew.</summary>
    public bool TryRun(long patience)
    {
        _gone.Clear();
        TakeUngiven();
        LoseInputs();
        long work = 0;
        while (work <= patience && _doubted.TryDequeue(out (LayerRule Rule, int Row) entry, out int rank))
        {
            work++;
            entry.Rule.Runner.Target.MarkSettled(entry.Row, false);
            if (Support(entry.Rule.Target, entry.Row, rank) is null)
            {
                Take(entry.Rule.Target, entry.Row, rank, entry.Rule);
                work += CostOfGoing;
            }
        }

        return Finish();
    }

    /// <summary>Gives <paramref name="again"/> the rows among those that went which what is left derives, each with the rule that does, in the order in which they went, until it says no.</summary>
    public void FindAgain(Func<LayerRule, int, bool> again)
    {
        foreach ((int target, int row, _) in _gone)
        {
            if (Support(target, row, int.MaxValue) is { } rule && !again(rule, row))
            {
                return;
            }
        }
    }

    /// <summary>Records the rows that went and did not come back.</summary>
    public void Log()
    {
        foreach ((int target, int row, LayerRule? rule) in _gone)
        {
            if (_layer[target].ViewOf(row) == RowView.Old)
            {
                rule?.Runner.LogLoss(row);
            }
        }
    }

    /// <summary>Rows that are given no longer: whatever was derived from them took them for granted, whatever their rank.</summary>
    private void TakeUngiven()
    {
        for (int target = 0; target < _layer.Length; target++)
        {
            Table relation = _layer[target];
            for (int i = 0, count = relation.TouchedCount; i < count; i++)
            {
                if (relation.WasGiven(i) && !relation.IsGiven(relation.TouchedRow(i)))
                {
                    Take(target, relation.TouchedRow(i), 0, null);
                }
            }
        }
    }

    /// <summary>Doubts what rested on rows below the layer that went, and on absences that ended.</summary>
    private void LoseInputs()
    {
        foreach (LayerRule rule in _rules.All)
        {
            long failures = rule.Runner.Frame.Failures;
            foreach (DeltaRunner delta in rule.Outer)
            {
                delta.RunLost(_sink.For(rule, 0));
            }

            rule.Runner.Clock?.RunLost(_sink.For(rule, 0));

            rule.Runner.Frame.Failures = failures;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int target, int row, int rank, LayerRule? cause)
    {
        _layer[target].SetSupport(row, 0);
        _layer[target].Settle(row);
        _gone.Add((target, row, cause));
        foreach ((LayerRule rule, DeltaRunner delta) in _rules.Reading(target))
        {
            long failures = rule.Runner.Frame.Failures;
            delta.RunPreceding(_sink.For(rule, rank), row);
            rule.Runner.Frame.Failures = failures;
        }
    }

    /// <summary>A rule that derives the row from what is there and ranks below the limit, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LayerRule? Support(int target, int row, int limit)
    {
        foreach (LayerRule rule in _rules.Deriving(target))
        {
            if (rule.Goal.Holds(row, limit))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>False when rows are still in doubt: their marks go.</summary>
    private bool Finish()
    {
        bool isDone = _doubted.Count == 0;
        while (_doubted.TryDequeue(out (LayerRule Rule, int Row) entry, out _))
        {
            entry.Rule.Runner.Target.MarkSettled(entry.Row, false);
        }

        return isDone;
    }

    /// <summary>Puts in doubt what substitutions of the state before derive.</summary>
    private sealed class DoubtSink(PriorityQueue<(LayerRule Rule, int Row), int> doubted) : HeadSink
    {
        private LayerRule _rule = null!;
        private int _causeRank;

        /// <summary>For a rule whose premise of this rank went: rows that rank no higher do not rest on it.</summary>
        public DoubtSink For(LayerRule rule, int causeRank)
        {
            (_rule, _causeRank) = (rule, causeRank);
            return this;
        }

        public override void Accept(Frame frame)
        {
            if (_rule.Runner.TryHeadCells(frame))
            {
                AcceptHead(frame);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void AcceptHead(Frame frame)
        {
            Table relation = _rule.Runner.Target;
            int row = relation.Find(frame.Head);
            if (row >= 0 && relation.SupportOf(row) > _causeRank && !relation.IsGiven(row) && !relation.IsIn(row, RowView.Settled))
            {
                relation.MarkSettled(row, true);
                doubted.Enqueue((_rule, row), relation.SupportOf(row));
            }
        }
    }
}
