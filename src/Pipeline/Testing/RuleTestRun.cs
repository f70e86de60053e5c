using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One test on one session. Changes gather until an expectation or a later time, then form one transaction.</summary>
internal sealed class RuleTestRun
{
    private readonly BoundProgram _program;
    private readonly BoundTest _test;
    private readonly SortedSet<int> _covered;
    private readonly RuleSession _running;
    private readonly IRuleSession _session;
    private readonly DecisionAgenda[] _agendas;
    private readonly List<FactChange> _pending = [];
    private readonly List<Decision> _emittedNow = [];
    private readonly List<RuleTestFailure> _failures = [];
    private readonly AgendaResult?[] _last;
    private EventTime _now;
    private bool _committedNow;

    public RuleTestRun(BoundProgram program, BoundTest test, SortedSet<int> covered)
    {
        _program = program;
        _test = test;
        _covered = covered;
        _running = RuleSession.Start(program, RuleEngineKind.Incremental, new SessionLimits());
        _session = _running.Session;
        _agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        _last = new AgendaResult?[_agendas.Length];
    }

    public RuleTestResult Run()
    {
        foreach (BoundTestStep step in _test.Steps)
        {
            MoveTo(step.At);
            switch (step)
            {
                case BoundTestChange change:
                    _pending.Add(change.Change);
                    break;
                case BoundTestSet set:
                    _session.SetParam(set.Param, set.Value);
                    Array.ForEach(_agendas, static a => a.Invalidate());
                    _committedNow = false;
                    break;
                case BoundTestExpectFact expect:
                    Settle();
                    CheckFact(expect);
                    break;
                case BoundTestExpectDecision expect:
                    Settle();
                    CheckDecision(expect);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        Settle();
        return new RuleTestResult(_test.Name, _test.Span, [.. _failures]);
    }

    private void MoveTo(EventTime at)
    {
        if (at > _now)
        {
            if (_pending.Count > 0)
            {
                Commit();
            }

            _now = at;
            _emittedNow.Clear();
            _committedNow = false;
        }
    }

    /// <summary>Commits what is pending; commits nothing but the passing of time when an expectation stands at a new time.</summary>
    private void Settle()
    {
        if (_pending.Count > 0 || !_committedNow)
        {
            Commit();
        }
    }

    private void Commit()
    {
        for (int i = 0; i < SessionLimits.Default.MaxTimers && _session.RunTimer(_now) is { } timer; i++)
        {
            Resolve(timer);
        }

        TransactionResult result = _session.Commit(_now, _pending);
        _pending.Clear();
        _committedNow = true;
        Resolve(result);
    }

    private void Resolve(TransactionResult result)
    {
        if (result.Outcome != TransactionOutcome.Committed)
        {
            _failures.Add(new RuleTestFailure(_test.Span, $"the transaction at {ValueText.Duration(result.At.Nanoseconds)} was rolled back: {result.Code}: {result.Problem ?? result.Outcome.ToString()}", []));
            return;
        }

        _covered.UnionWith(result.StateRules);
        for (int i = 0; i < _agendas.Length; i++)
        {
            AgendaResult resolved = _agendas[i].Resolve(_session, result);
            _last[i] = resolved;
            _emittedNow.AddRange(result.At == _now ? resolved.Emitted : []);
        }

        Cover();
    }

    private void Cover()
    {
        foreach (BoundPredicate predicate in _program.Predicates.Where(static p => p.IsDerived))
        {
            _covered.UnionWith(_session.AllDerivationsOf(predicate.Name).Select(static d => d.RuleIndex));
        }
    }

    private void CheckFact(BoundTestExpectFact expect)
    {
        IReadOnlyList<Value[]> rows = _running.Query(expect.Query);
        string wanted = expect.Query.Span.Text;
        if (expect.IsAbsence && rows.Count > 0)
        {
            Fail(expect, $"expected no {wanted}, found {rows.Count}", Matches(expect.Query, rows));
        }
        else if (!expect.IsAbsence && rows.Count == 0)
        {
            Fail(expect, $"expected {wanted}, found none", Nearby(expect.Query));
        }
        else if (!expect.BecauseRules.IsEmpty)
        {
            CheckRules(expect, rows);
        }
    }

    /// <summary>The matching facts of the first literal must have a derivation by one of the rules named.</summary>
    private void CheckRules(BoundTestExpectFact expect, IReadOnlyList<Value[]> rows)
    {
        BoundAtom atom = expect.Query.Literals.OfType<BoundAtom>().First();
        string predicate = _program.Predicates[atom.Predicate].Name;
        HashSet<Fact> matching = [.. rows.Select(r => new Fact(predicate, [.. atom.Arguments.Select(a => ValueOf(a, r))]))];
        string[] rules = [.. _session.AllDerivationsOf(predicate).Where(d => matching.Contains(d.Conclusion)).Select(d => _program.Rules[d.RuleIndex].Id).Distinct().Order(StringComparer.Ordinal)];
        if (!rules.Intersect(expect.BecauseRules, StringComparer.Ordinal).Any())
        {
            Fail(expect, $"expected {expect.Query.Span.Text} because \"{string.Join("\", \"", expect.BecauseRules)}\"", [$"derived by: {string.Join(", ", rules)}"]);
        }
    }

    private Value ValueOf(BoundExpression argument, Value[] row) => argument switch
    {
        BoundVariable variable => row[variable.Slot],
        BoundConstant constant => constant.Value,
        BoundParameter parameter => _program.Params[parameter.Index].Value,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void CheckDecision(BoundTestExpectDecision expect)
    {
        int index = Array.FindIndex(_agendas, a => a.Name == expect.Decide);
        DecisionExpectation expectation = new(expect, [.. _emittedNow.Where(d => d.Name == expect.Decide)], _last[index]!);
        if (expectation.Check() is { } failure)
        {
            Fail(expect, failure, expectation.Found());
        }
    }

    /// <summary>What the variables stand for in the first rows; where the expectation has none, the facts that it may mean.</summary>
    private IEnumerable<string> Matches(BoundQuery query, IReadOnlyList<Value[]> rows)
    {
        string[] bindings = [.. rows.Take(5).Select(r => Bindings(query, r)).Where(static b => b.Length > 0)];
        return bindings.Length > 0 ? bindings : Nearby(query);
    }

    private IEnumerable<string> Nearby(BoundQuery query) =>
        query.Literals.OfType<BoundAtom>()
            .SelectMany(a => _session.FactsOf(_program.Predicates[a.Predicate].Name).Take(5))
            .Select(static f => $"there is {f}");

    private static string Bindings(BoundQuery query, Value[] row) =>
        string.Join(", ", query.Variables.Select((name, slot) => (name, slot)).Where(static v => !v.name.StartsWith('_')).Select(v => $"{v.name} = {row[v.slot]}"));

    private void Fail(BoundTestStep step, string message, IEnumerable<string> found) =>
        _failures.Add(new RuleTestFailure(step.Span, $"at {ValueText.Duration(step.At.Nanoseconds)}: {message}", [.. found]));
}
