using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Computes a layer of combined rows in rounds, each from the rows of the one before alone, by what came and went between two rounds.</summary>
/// <remarks>
/// Gives the rows that computing each round whole would give, whatever the rules do with a combined value: a part of a row that a better one has replaced vanishes.
/// Between two rounds <see cref="RowView.Settled"/> marks rows as they were before a step and <see cref="RowView.New"/> shows them after it: see <see cref="Follow"/>.
/// </remarks>
internal sealed class CombinedRounds
{
    private readonly RoundRows[] _rows;
    private readonly RoundRule[] _rules;
    private readonly RoundRule[][] _readers;
    private long _limit;

    private CombinedRounds(RoundRows[] rows, RoundRule[] rules)
    {
        (_rows, _rules) = (rows, rules);
        _readers = [.. rows.Select(own => rules.Where(rule => rule.Reads(own.Target)).ToArray())];
        foreach (RoundRule rule in rules)
        {
            rule.Owner = this;
        }
    }

    /// <summary>Substitutions behind the rows.</summary>
    public long Substitutions { get; private set; }

    /// <summary>Rows that came and went in all rounds: what the budget counts.</summary>
    public long Spent { get; private set; }

    /// <summary>Null where a round must be computed whole: groups, memories, built-in predicates (which may find a part twice), /noisyor, /topk, merges other than by size.</summary>
    public static CombinedRounds? Of(Table[] targets, RuleRunner[] rules, EngineState state)
    {
        bool arePlain = Array.TrueForAll(rules, static rule => !rule.Rule.IsGrouped && rule.Episodes is null && !rule.Rule.Whole.Any(static step => step is SolveBuiltin));
        bool areBest = Array.TrueForAll(targets, static target => !target.Predicate.IsCombined || NumberCombiner.Of(target.Predicate) is { IsBest: true });
        if (!arePlain || !areBest)
        {
            return null;
        }

        RoundRows[] rows = [.. targets.Select(target => RowsOf(target, Array.FindAll(rules, rule => rule.Target == target), state))];
        return new CombinedRounds(rows, [.. rules.Select(rule => new RoundRule(rule, Array.Find(rows, own => own.Target == rule.Target)!, targets, state))]);
    }

    /// <summary>From no row on, until a round changes nothing. False when there are too many substitutions, rows or rounds.</summary>
    /// <exception cref="BrokenPromiseException">A certainty is not from 0 to 1.</exception>
    public bool TryRun(long limit, int maxRounds)
    {
        (_limit, Substitutions, Spent) = (limit, 0, 0);
        try
        {
            return TryStart() && TryRounds(maxRounds);
        }
        finally
        {
            foreach (RoundRows own in _rows)
            {
                own.End();
            }

            foreach (RoundRule rule in _rules)
            {
                rule.End();
            }
        }
    }

    private bool TryStart()
    {
        foreach (RoundRows own in _rows)
        {
            own.Start();
        }

        foreach (RoundRule rule in _rules)
        {
            rule.RunWhole();
        }

        return Substitutions <= _limit;
    }

    private bool TryRounds(int maxRounds)
    {
        for (int round = 0; round < maxRounds; round++)
        {
            long changed = Turn();
            Spent += changed;
            if (changed == 0 || Spent > _limit)
            {
                return changed == 0;
            }

            Follow();
            if (Substitutions > _limit)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The next round becomes this one.</summary>
    /// <returns>Rows that only one of both has.</returns>
    private long Turn()
    {
        long changed = 0;
        foreach (RoundRows own in _rows)
        {
            own.Judge();
        }

        foreach (RoundRows own in _rows)
        {
            own.Pass();
            own.HideGone();
            changed += own.Came.Count + own.Gone.Count;
        }

        return changed;
    }

    /// <summary>
    /// First what vanishes with the rows that are gone, then what appears with those that came: a derivation from rows of which one is gone and another came
    /// stands in neither round, and is never met.
    /// </summary>
    private void Follow()
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            Run(_readers[i], _rows[i].Target, _rows[i].Gone, -1);
        }

        foreach (RoundRows own in _rows)
        {
            own.ShowCame();
        }

        for (int i = 0; i < _rows.Length; i++)
        {
            Run(_readers[i], _rows[i].Target, _rows[i].Came, 1);
        }
    }

    private void Run(RoundRule[] readers, Table target, RowNumbers rows, int sign)
    {
        foreach (RoundRule rule in readers)
        {
            for (int i = 0; i < rows.Count && Substitutions <= _limit; i++)
            {
                rule.Run(target, rows.All[i], sign);
            }
        }
    }

    private static RoundRows RowsOf(Table target, RuleRunner[] rules, EngineState state) =>
        target.Predicate.IsCombined ? new BestRoundRows(target, NumberCombiner.Of(target.Predicate)!, rules, state) : new PlainRoundRows(target);

    /// <summary>One rule, and what its derivations give.</summary>
    private sealed class RoundRule : SignedSink
    {
        private readonly RuleRunner _rule;
        private readonly RoundRows _rows;
        private readonly PartCells? _parts;

        /// <summary>One for each atom of the layer.</summary>
        private readonly DeltaRunner[] _own;
        private long _weightFailures;
        private long _failures;

        public RoundRule(RuleRunner rule, RoundRows rows, Table[] targets, EngineState state)
        {
            (_rule, _rows) = (rule, rows);
            _parts = NumberCombiner.Of(rows.Target.Predicate) is { } combiner ? new PartCells(rule, combiner, state) : null;
            _own = [.. rule.Deltas.Where(delta => targets.Contains(delta.Relation))];
            rule.Prepare();
            foreach (DeltaRunner delta in _own)
            {
                delta.PrepareTurning(ViewsOf(delta));
            }
        }

        public CombinedRounds Owner { get; set; } = null!;

        public bool Reads(Table target) => Array.Exists(_own, delta => delta.Relation == target);

        public void RunWhole()
        {
            (_failures, _weightFailures, Sign) = (_rule.Frame.Failures, 0, 1);
            _rule.RunWhole(this);
        }

        public void Run(Table target, int row, int sign)
        {
            Sign = sign;
            foreach (DeltaRunner delta in _own)
            {
                if (delta.Relation == target)
                {
                    delta.RunTurned(this, row);
                }
            }
        }

        /// <summary>What failed on the way is no news; weights that failed are.</summary>
        public void End() => _rule.Frame.Failures = _failures + _weightFailures;

        public override void Accept(Frame frame)
        {
            if (_rule.TryHeadCells(frame))
            {
                AcceptHead(frame);
            }
            else
            {
                Drop(frame);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void AcceptHead(Frame frame)
        {
            Drop(frame);
            if (!_rows.Accept(Sign, frame, _parts))
            {
                _weightFailures += Sign;
            }
        }

        public override void Drop(Frame frame)
        {
            Owner.Substitutions += Sign;
            frame.IsStopped |= Owner.Substitutions > Owner._limit;
        }

        private RowView[] ViewsOf(DeltaRunner delta)
        {
            RowView[] views = new RowView[_rule.Rule.LiteralCount];
            Array.Fill(views, RowView.New);
            foreach (DeltaRunner later in _own.Where(own => own.Literal > delta.Literal))
            {
                views[later.Literal] = RowView.Settled;
            }

            return views;
        }
    }
}
