using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>A session whose state is set by hand: given facts and derivations.</summary>
internal sealed class FakeSession : IRuleSession
{
    private readonly HashSet<Fact> _given = [];
    private readonly List<Derivation> _derivations = [];

    public EventTime Now { get; set; }

    public void Clear()
    {
        _given.Clear();
        _derivations.Clear();
    }

    public void Give(params Fact[] facts) => _given.UnionWith(facts);

    public void Derive(int rule, Fact fact, params Fact[] premises) => _derivations.Add(new Derivation
    {
        Conclusion = fact,
        RuleIndex = rule,
        Height = 1,
        Bindings = [],
        Premises = [.. premises],
    });

    /// <summary>The order of derivations is the order of <see cref="Derive"/>: an agenda must not depend on it.</summary>
    public IReadOnlyList<Derivation> AllDerivationsOf(string predicate) => [.. _derivations.Where(d => d.Conclusion.Predicate == predicate)];

    public IReadOnlyList<Fact> FactsOf(string predicate) =>
        [.. _given.Concat(_derivations.Select(static d => d.Conclusion)).Where(f => f.Predicate == predicate).Distinct().Order()];

    public bool IsGiven(Fact fact) => _given.Contains(fact);

    public bool Holds(Fact fact) => IsGiven(fact) || _derivations.Exists(d => d.Conclusion.Equals(fact));

    public Derivation? DerivationOf(Fact fact) => IsGiven(fact) ? null : _derivations.Find(d => d.Conclusion.Equals(fact));

    public TransactionResult Commit(EventTime at, IReadOnlyList<FactChange> changes) => throw new NotSupportedException("set the state by hand");

    public void SetParam(string name, Value value) => throw new NotSupportedException("set the state by hand");

    public static TransactionResult Transaction(long sequence, EventTime at, params Fact[] derived) => new()
    {
        Sequence = sequence,
        At = at,
        Outcome = TransactionOutcome.Committed,
        Derived = [.. derived.Select(FactChange.Assert)],
        Given = [],
        FailedLiterals = [],
        AbsentRetractions = 0,
        OverriddenChanges = 0,
    };

    public static TransactionResult RolledBack(long sequence, EventTime at) => new()
    {
        Sequence = sequence,
        At = at,
        Outcome = TransactionOutcome.BudgetExceeded,
        Derived = ImmutableArray<FactChange>.Empty,
        Given = [],
        FailedLiterals = [],
        AbsentRetractions = 0,
        OverriddenChanges = 0,
    };
}
