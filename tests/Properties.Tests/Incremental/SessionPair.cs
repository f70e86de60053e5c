using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>The incremental engine and the oracle side by side: every transaction goes to both, and whatever can be seen of them must be equal.</summary>
internal sealed class SessionPair
{
    private readonly BoundProgram _program;
    private readonly string _story;
    private readonly ReferenceSession _expected;
    private readonly IncrementalSession _actual;
    private readonly IncrementalSession? _interpreted;

    /// <param name="rules">The program.</param>
    /// <param name="limits">Of every session.</param>
    /// <param name="only">Null to run the engine both as machine code and interpreted; making the code takes most of the time of a short run.</param>
    public SessionPair(string rules, SessionLimits? limits = null, EvaluationKind? only = null)
    {
        _program = Sessions.Bind(rules);
        _story = rules;
        _expected = new ReferenceSession(_program, limits ?? SessionLimits.Default);
        IncrementalSession Start(EvaluationKind kind) =>
            new(PlanCompiler.Compile(_program), limits ?? SessionLimits.Default, null, new SessionOptions { Evaluation = kind });
        _actual = Start(only ?? EvaluationKind.Emitted);
        _interpreted = only is null ? Start(EvaluationKind.Interpreted) : null;
        if (_interpreted is not null)
        {
            AssertEqual(_expected.Initial, _interpreted.Initial, "the first transaction, interpreted");
        }

        AssertEqual(_expected.Initial, _actual.Initial, "the first transaction");
    }

    public BoundProgram Program => _program;

    /// <summary>Derived changes seen so far: a test that compares nothing must fail.</summary>
    public long Changes { get; private set; }

    public long Derivations { get; private set; }

    public long RolledBack { get; private set; }

    public long Timers { get; private set; }

    /// <summary>Transactions rolled back for another reason than the budget.</summary>
    public long Broken { get; private set; }

    /// <summary>The facts of a predicate, sorted; both sessions have the same.</summary>
    public IReadOnlyList<Fact> Facts(string predicate) => _actual.FactsOf(predicate);

    public int Count(string predicate) => Facts(predicate).Count;

    public void Set(string param, Value value)
    {
        _expected.SetParam(param, value);
        _actual.SetParam(param, value);
        _interpreted?.SetParam(param, value);
    }

    public void Commit(EventTime at, params FactChange[] changes)
    {
        TransactionResult expected = _expected.Commit(at, changes), actual = _actual.Commit(at, changes);
        AssertEqual(expected, actual, $"commit {expected.Sequence} @{at}: {string.Join(' ', changes)}");
        if (_interpreted?.Commit(at, changes) is { } interpreted)
        {
            AssertEqual(actual, interpreted, $"interpreted commit {expected.Sequence} @{at}: {string.Join(' ', changes)}");
            Same(string.Join(' ', interpreted.FailedLiterals), string.Join(' ', actual.FailedLiterals), "failed literals", $"interpreted commit {expected.Sequence}");
        }
    }

    /// <summary>Every derivation of a few facts, and all of one predicate.</summary>
    public void CompareDerivations(int factsPerPredicate)
    {
        foreach (BoundPredicate predicate in _program.Predicates.Where(static p => p.IsDerived || p.IsStored))
        {
            foreach (Fact fact in _expected.FactsOf(predicate.Name).Take(factsPerPredicate))
            {
                Assert.Equal(_expected.IsGiven(fact), _actual.IsGiven(fact));
                AssertEqual(_expected.DerivationOf(fact), _actual.DerivationOf(fact), fact);
            }

            string expected = string.Join('\n', _expected.AllDerivationsOf(predicate.Name).Select(Text));
            Assert.True(expected == string.Join('\n', _actual.AllDerivationsOf(predicate.Name).Select(Text)), $"derivations of {predicate.Name}\n{_story}");
        }
    }

    private void AssertEqual(Derivation? expected, Derivation? actual, Fact fact)
    {
        Derivations++;
        Assert.True(
            (expected is null && actual is null) || (expected is not null && actual is not null && Text(expected) == Text(actual)),
            $"{fact}: expected {(expected is null ? "none" : Text(expected))}, got {(actual is null ? "none" : Text(actual))}\n{_story}");
    }

    private void AssertEqual(TransactionResult expected, TransactionResult actual, string what)
    {
        Changes += expected.Derived.Length;
        RolledBack += expected.Outcome == TransactionOutcome.BudgetExceeded ? 1 : 0;
        Broken += expected.Outcome is TransactionOutcome.Committed or TransactionOutcome.BudgetExceeded ? 0 : 1;
        AssertSameChanges(expected, actual, what);
        Assert.Equal((expected.Sequence, expected.At, expected.AbsentRetractions, expected.OverriddenChanges),
            (actual.Sequence, actual.At, actual.AbsentRetractions, actual.OverriddenChanges));
        Same(Extras(expected), Extras(actual), "time and state", what);
        Assert.Equal(expected.Timers.Length, actual.Timers.Length);
        for (int i = 0; i < expected.Timers.Length; i++)
        {
            Timers++;
            AssertSameChanges(expected.Timers[i], actual.Timers[i], $"timer @{expected.Timers[i].At} before {what}");
        }

        Assert.Equal(_expected.Now, _actual.Now);
        foreach (BoundPredicate predicate in _program.Predicates)
        {
            IReadOnlyList<Fact> facts = _expected.FactsOf(predicate.Name);
            Same(string.Join(' ', facts), string.Join(' ', _actual.FactsOf(predicate.Name)), $"facts of {predicate.Name}", what);
            Assert.True(facts.Take(3).All(_actual.Holds), what);
            foreach (Fact fact in facts.Take(3))
            {
                Assert.Equal(_expected.IsGiven(fact), _actual.IsGiven(fact));
                Assert.True(_expected.IntervalOf(fact) == _actual.IntervalOf(fact), $"{fact} {what}: {_expected.IntervalOf(fact)} {_actual.IntervalOf(fact)}\n{_story}");
            }
        }
    }

    private void AssertSameChanges(TransactionResult expected, TransactionResult actual, string what)
    {
        Same($"{expected.Outcome} {expected.Sequence} @{expected.At}", $"{actual.Outcome} {actual.Sequence} @{actual.At}", "outcome", what);
        Same(string.Join(' ', expected.Derived), string.Join(' ', actual.Derived), "derived changes", what);
        Same(string.Join(' ', expected.Given), string.Join(' ', actual.Given), "given changes", what);
    }

    private static string Extras(TransactionResult result) =>
        $"late {result.LateChanges}, timers {result.Timers.Length}, skipped {result.SkippedTimers}, steps {result.StateSteps} by {string.Join(',', result.StateRules)}: {result.Code} {result.Problem}";

    private void Same(string expected, string actual, string thing, string what) =>
        Assert.True(expected == actual, $"{what}: {thing}\nexpected {expected}\ngot      {actual}\n{_story}");

    private static string Text(Derivation d) =>
        $"{d.Conclusion} by {d.RuleIndex} at {d.Height} [{string.Join(';', d.Bindings)}] from {string.Join(',', d.Premises)} {{{string.Join('|', d.Members.Select(static m => $"{string.Join(';', m.Bindings)}: {string.Join(',', m.Premises)}"))}}} {d.Stored?.At} {d.Stored?.Sequence} {d.Stored?.Step} {d.Part}";
}
