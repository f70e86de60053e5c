using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A layer in which several derivations make one row (<c>tag</c>, <c>merge</c>): all its rules on the rows of the round before, until a round changes nothing.</summary>
/// <remarks>
/// Without recursion, and where parts are numbers, rows are combined again key by key (<see cref="CombinedKeys"/>). Otherwise the layer is
/// computed anew whenever something that it reads changed, by what differs between rounds where the best part counts (<see cref="CombinedRounds"/>);
/// layers above see only the rows that differ in the end. What a round gives depends on the round before
/// alone, so the last one is a state that supports itself. Rules that never settle spend the budget.
/// </remarks>
internal sealed class LatticeStratum : StratumEvaluator
{
    /// <summary>More rounds than this do not settle in any useful time.</summary>
    private const int MaxRounds = 10_000;

    private readonly RuleEvaluator _evaluator;
    private readonly EngineState _state;
    private readonly RuleRunner[] _rules;
    private readonly RowCombiner?[] _combiners;
    private readonly PartReader _parts;
    private readonly Dictionary<RowKey, ProofSet>?[] _proofsBefore;
    private readonly CombinedKeys? _keys;
    private readonly CombinedRounds? _rounds;
    private readonly bool _keepsProofs;
    private long _spent;
    private long _spentBefore;
    private long _substitutions;

    public LatticeStratum(RulePlan plan, PlannedStratum stratum, EngineState state, RuleRunner[] rules, ITimeSource times, RuleEvaluator evaluator)
        : base(stratum, state, rules, times)
    {
        _evaluator = evaluator;
        _state = state;
        _rules = rules;
        _combiners = [.. Targets.Select(target => RowCombiner.Of(target.Predicate, evaluator))];
        _parts = new PartReader(plan, state);

        // A premise's certainty counts although no rule reads its column.
        Array.Fill(InputReads, ulong.MaxValue);
        _proofsBefore = new Dictionary<RowKey, ProofSet>?[Targets.Length];
        _keepsProofs = Array.Exists(Targets, static target => target.Predicate.Tag is { Kind: TagKind.TopK });
        _keys = CombinedKeys.Of(stratum, Targets, rules, state);
        _rounds = CombinedRounds.Of(Targets, rules, state);
    }

    public override bool FollowsClocks => _keys is not null;

    /// <summary>Rows that came and went in all rounds: what the budget counts.</summary>
    public override long Created => _spent;

    /// <summary>True when rows carry proofs, which readers combine: these may differ although the rows do not.</summary>
    public bool HasProofs => _keepsProofs && Array.Exists(Targets, target => _state.Proofs[target.Predicate.Id] is not null);

    /// <exception cref="BrokenPromiseException">Rows cannot be combined; the layer is left for a roll-back.</exception>
    public override bool TryEvaluate(bool anew, long limit)
    {
        if (_keys is null)
        {
            return TryRounds(limit);
        }

        bool done = anew ? TryRounds(limit) : _keys.TryFollow(limit);
        if (done && anew)
        {
            _keys.Load(_substitutions);
        }

        SettleTargets();
        _spent = _keys.Rows;
        return done;
    }

    private bool TryRounds(long limit)
    {
        if (_rounds is null)
        {
            return TryWholeRounds(limit);
        }

        try
        {
            return _rounds.TryRun(limit, MaxRounds);
        }
        finally
        {
            (_spent, _substitutions) = (_rounds.Spent, _rounds.Substitutions);
            SettleAll();
        }
    }

    private bool TryWholeRounds(long limit)
    {
        _spent = 0;
        CombinedRows[] rows = [.. Targets.Select(static _ => CombinedRows.None)];
        Show(rows);
        try
        {
            long[] failures = [.. _rules.Select(static rule => rule.Frame.Failures)];
            for (int round = 0; round < MaxRounds; round++)
            {
                // What failed in the rounds before is no news.
                SetFailures(failures);
                if (ReadRows(limit) is not { } next)
                {
                    return false;
                }

                int changed = 0;
                for (int i = 0; i < rows.Length; i++)
                {
                    changed += next[i].DifferenceTo(rows[i]);
                }

                if (changed == 0)
                {
                    return true;
                }

                rows = next;
                Show(rows);
                _spent += changed;
                if (_spent > limit)
                {
                    return false;
                }
            }

            return false;
        }
        finally
        {
            SettleAll();
        }
    }

    /// <summary>True when every row is the best of its parts: one derivation of a row is a reason for all of it.</summary>
    public bool IsByBest => _rounds is not null;

    /// <summary>The settled rows with their parts. Asking counts no failure.</summary>
    public CombinedRows[] ReadRows()
    {
        long[] failures = [.. _rules.Select(static rule => rule.Frame.Failures)];
        CombinedRows[] rows = ReadRows(long.MaxValue)!;
        SetFailures(failures);
        return rows;
    }

    /// <summary>What the rules make of the rows that the new state shows; null when that takes too many substitutions.</summary>
    private CombinedRows[]? ReadRows(long limit)
    {
        Budget budget = new();
        budget.Reset(limit);
        List<RowPart>[] parts = [.. Targets.Select(GivenParts)];
        foreach (RuleRunner rule in _rules)
        {
            foreach (Derivation derivation in _evaluator.Derivations.SolveWithoutHeights(rule, budget))
            {
                if (_parts.Of(derivation) is { } part)
                {
                    parts[Array.IndexOf(Targets, rule.Target)].Add(part);
                }
                else
                {
                    rule.Frame.Failures++;
                }
            }
        }

        _substitutions = budget.Spent;
        return budget.IsExceeded ? null : [.. parts.Select((own, i) => CombinedRows.Of(own, _combiners[i]))];
    }

    private void SetFailures(long[] failures)
    {
        for (int i = 0; i < failures.Length; i++)
        {
            _rules[i].Frame.Failures = failures[i];
        }
    }

    public override void Commit()
    {
        base.Commit();
        _keys?.Commit();
        _spentBefore = _spent;
        for (int i = 0; i < Targets.Length; i++)
        {
            _proofsBefore[i] = _state.Proofs[Targets[i].Predicate.Id];
        }
    }

    public override void RollBack()
    {
        base.RollBack();
        _keys?.RollBack();
        _spent = _spentBefore;
        for (int i = 0; i < Targets.Length; i++)
        {
            _state.Proofs[Targets[i].Predicate.Id] = _proofsBefore[i];
        }
    }

    private List<RowPart> GivenParts(Table target)
    {
        List<RowPart> parts = [];
        for (int row = 0; row < target.RowEnd; row++)
        {
            if (target.IsGiven(row))
            {
                parts.Add(_parts.OfGiven(target.Predicate, target.Values(row, _state.Interner)));
            }
        }

        return parts;
    }

    /// <summary>Lets the new state show exactly these rows.</summary>
    private void Show(CombinedRows[] rows)
    {
        for (int i = 0; i < Targets.Length; i++)
        {
            Table target = Targets[i];
            ForgetRows(target);
            long[] cells = new long[target.Columns.Length];
            foreach (Value[] values in rows[i].Rows.Keys)
            {
                Encode(target, values, cells);
                int row = target.FindOrAdd(cells);
                target.SetSupport(row, 1);
                target.Settle(row);
            }

            _state.Proofs[target.Predicate.Id] = rows[i].Proofs();
        }
    }

    private static void ForgetRows(Table target)
    {
        for (int row = 0; row < target.RowEnd; row++)
        {
            if (target.SupportOf(row) != 0)
            {
                target.SetSupport(row, 0);
                target.Settle(row);
            }

            target.Hide(row);
        }
    }

    /// <summary>Given rows of plain predicates were hidden while a round ran without them.</summary>
    private void SettleAll()
    {
        foreach (Table target in Targets)
        {
            for (int row = 0; row < target.RowEnd; row++)
            {
                target.Settle(row);
            }
        }
    }

    private void Encode(Table target, Value[] values, long[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (!_state.Interner.TryEncode(values[i], target.Predicate.KindOf(i), out cells[i]))
            {
                throw new InvalidOperationException($"{values[i]} does not fit column {i + 1} of {target.Predicate.Name}");
            }
        }
    }
}
