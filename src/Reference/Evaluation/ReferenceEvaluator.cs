using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>The executable meaning of the language: every stratum computed from scratch, lowest first.</summary>
/// <remarks>The one shortcut: a stratum none of whose inputs changed keeps its relations, for computing them again would give the same.</remarks>
internal sealed class ReferenceEvaluator
{
    private readonly BoundProgram _program;
    private readonly PreparedRule[] _rules;
    private readonly PreparedRule[][] _rulesByStratum;
    private readonly bool[] _isDerived;
    private readonly ViewEvaluator _views;

    public ReferenceEvaluator(BoundProgram program)
    {
        _program = program;
        _views = new ViewEvaluator(program.Predicates);
        _rules = [.. program.Rules.Select(static rule => new PreparedRule(rule))];
        _rulesByStratum = [.. program.Strata.Select(stratum => stratum.Rules.Select(index => _rules[index]).ToArray())];
        _isDerived = new bool[program.Predicates.Length];
        foreach (int predicate in program.Strata.SelectMany(static stratum => stratum.Predicates))
        {
            _isDerived[predicate] = true;
        }

        TimesMatter = program.Rules.SelectMany(static rule => rule.Transforms.OfType<BoundGroup>())
            .SelectMany(static group => group.Aggregates)
            .Any(static aggregate => aggregate.Function.Name is "first" or "last");
    }

    /// <summary>True when some aggregate reads event times of facts.</summary>
    public bool TimesMatter { get; }

    public IReadOnlyList<PreparedRule> Rules => _rules;

    /// <summary>The histories of a session to which nothing has happened yet.</summary>
    public History?[] NoHistories() => _views.Empty();

    public Dictionary<RowKey, long>?[] NoEpisodes() => [.. _rules.Select(static rule => rule.Hysteresis is null ? null : new Dictionary<RowKey, long>())];

    public bool IsDerived(int predicate) => _isDerived[predicate];

    /// <summary>Evaluates the program.</summary>
    /// <param name="given">Given rows, by predicate id.</param>
    /// <param name="before">The state before; null to compute everything.</param>
    /// <param name="changes">What changed since.</param>
    /// <param name="parameters">By index.</param>
    /// <param name="now">The transaction's event time.</param>
    /// <param name="maxCreated">Budget of created facts.</param>
    /// <param name="failures">Receives failed literals, by rule index.</param>
    /// <returns>The new state, or null when the budget was spent.</returns>
    public EvaluatedState? TryEvaluate(
        GivenFacts[] given, EvaluatedState? before, InputChanges changes, Value[] parameters, EventTime now, long maxCreated, long[] failures)
    {
        Relation[] relations = new Relation[given.Length];
        long[] created = new long[_program.Strata.Length];
        for (int id = 0; id < given.Length; id++)
        {
            relations[id] = before is null || changes.Given[id] ? given[id].ToRelation() : before.Relations[id];
        }

        EvaluationContext context = new(relations, parameters, now, before?.Episodes ?? NoEpisodes());
        History?[] histories = before is null ? _views.Empty() : [.. before.Histories];
        foreach (BoundPredicate predicate in _program.Predicates.Where(p => p.View is null && !_isDerived[p.Id]))
        {
            _views.Run(predicate.Id, context, before, changes, histories);
        }

        long spent = 0;
        for (int i = 0; i < _rulesByStratum.Length; i++)
        {
            if (before is not null && !NeedsEvaluation(i, context, before, changes))
            {
                created[i] = before.Created[i];
            }
            else
            {
                Budget budget = new(maxCreated - spent);
                bool done = TryEvaluateStratum(i, given, context, before, budget, failures);
                created[i] = budget.Spent;
                if (!done)
                {
                    return null;
                }
            }

            foreach (int predicate in _program.Strata[i].Predicates)
            {
                _views.Run(predicate, context, before, changes, histories);
            }

            spent += created[i];
            if (spent > maxCreated)
            {
                return null;
            }
        }

        if (histories.Sum(static history => history?.Size ?? 0) > maxCreated)
        {
            return null;
        }

        return new EvaluatedState(relations, created, histories, [.. _rules.Select(rule => Episodes.After(rule, context))], context.Episodes);
    }

    private bool NeedsEvaluation(int stratum, EvaluationContext context, EvaluatedState before, InputChanges changes)
    {
        bool needed = false;
        foreach (int predicate in _program.Strata[stratum].Predicates)
        {
            needed |= changes.Given[predicate];
        }

        foreach (PreparedRule rule in _rulesByStratum[stratum])
        {
            needed |= rule.Hysteresis is not null || (rule.UsesNow && changes.Now) || (rule.UsesParams && changes.Params);
            foreach (BoundLiteral literal in rule.Rule.Body)
            {
                needed |= literal is BoundAtom atom && !ReferenceEquals(context.Relations[atom.Predicate], before.Relations[atom.Predicate]);
            }
        }

        return needed;
    }

    private bool TryRunStratum(int stratum, GivenFacts[] given, EvaluationContext context, Budget budget, long[] failures)
    {
        if (_program.Strata[stratum].Predicates.Any(id => LatticeDerivations.IsCombined(_program.Predicates[id])))
        {
            return new LatticeStratum(_program, _program.Strata[stratum], _rulesByStratum[stratum], given, context, budget, failures).TryRun();
        }

        foreach (int predicate in _program.Strata[stratum].Predicates)
        {
            context.Relations[predicate] = given[predicate].ToRelation();
        }

        return new StratumEvaluator(_rulesByStratum[stratum], context, budget, new DerivedLimits(_program, given), failures).TryRun();
    }

    private bool TryEvaluateStratum(
        int stratum, GivenFacts[] given, EvaluationContext context, EvaluatedState? before, Budget budget, long[] failures)
    {
        if (!TryRunStratum(stratum, given, context, budget, failures))
        {
            return false;
        }

        foreach (int predicate in _program.Strata[stratum].Predicates)
        {
            Relation fresh = context.Relations[predicate];
            if (before is not null && fresh.Proofs is null && fresh.IsSameAs(before.Relations[predicate], TimesMatter))
            {
                context.Relations[predicate] = before.Relations[predicate];
            }
        }

        return true;
    }
}
