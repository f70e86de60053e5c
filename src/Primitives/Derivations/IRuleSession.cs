namespace CryptoScalp.Rules.Primitives;

/// <summary>A running rule program: takes transactions of fact changes, answers with changes of derived facts, and can say why each fact holds.</summary>
/// <remarks>Single-threaded. Reads no clock and does no I/O. The result depends on the facts and the program alone.</remarks>
public interface IRuleSession
{
    /// <summary>The event time of the last transaction.</summary>
    EventTime Now { get; }

    /// <summary>Runs the timers due up to <paramref name="at"/>, applies changes in order (the last on a key wins) and derives; only the difference between before and after is visible.</summary>
    /// <param name="at">The changes' event time. <see cref="Now"/> never goes back: changes of an earlier time are applied at the present one, or go to <c>late</c>.</param>
    /// <param name="changes">What is given and taken.</param>
    /// <remarks>Facts must already fit their predicates' declarations; a wrong predicate or arity is a bug of the caller and throws.</remarks>
    TransactionResult Commit(EventTime at, IReadOnlyList<FactChange> changes);

    /// <summary>
    /// Runs the first timer due after <see cref="Now"/> and not after <paramref name="upTo"/>, as a transaction of its own at its due time; null when none is due.
    /// </summary>
    /// <remarks>
    /// All that is due at one moment is one transaction: expiries, and rows that enter or leave windows and held conditions. A caller that must see every
    /// state calls this until it gives null, and then commits; <see cref="Commit"/> runs by itself what is left.
    /// </remarks>
    TransactionResult? RunTimer(EventTime upTo) => null;

    /// <summary>When what a row of a view stands for happened or held; null for any other fact. An event begins and ends at one moment.</summary>
    HeldInterval? IntervalOf(Fact fact) => null;

    /// <summary>
    /// When what a row of a view of the past stands for last held, whether the view shows the row or not: a held condition that is not long enough yet. Null
    /// where the session keeps no such span (it never held, or ended too long ago to matter), and for any other predicate.
    /// </summary>
    HeldInterval? LastSpanOf(Fact row) => null;

    /// <summary>
    /// The rows of a predicate with a ttl, or of a view of the past, that time alone took away, the last one first. A bounded number of them, and none where
    /// the session keeps no such memory. One that was given again since is still among them.
    /// </summary>
    IReadOnlyList<PastRow> RecentlyGone(string predicate) => [];

    /// <summary>Changes the value of a parameter from the next transaction on. The caller has checked name, type and range.</summary>
    void SetParam(string name, Value value);

    /// <summary>The value that the current state was derived with; null when it is the program's own.</summary>
    Value? ParamOf(string name) => null;

    /// <summary>The facts of a predicate (given and derived), sorted; empty for an unknown name.</summary>
    IReadOnlyList<Fact> FactsOf(string predicate);

    /// <summary>True when a predicate has any fact.</summary>
    bool HasFactsOf(string predicate) => FactsOf(predicate).Count > 0;

    /// <summary>Those of <see cref="FactsOf"/> that were given; a fact may be derived as well.</summary>
    IReadOnlyList<Fact> GivenFactsOf(string predicate) => [.. FactsOf(predicate).Where(IsGiven)];

    bool Holds(Fact fact);

    /// <summary>True when the fact was given (by the program text or a transaction) rather than derived; a fact may be both.</summary>
    bool IsGiven(Fact fact);

    /// <summary>The derivation of minimal height, ties by rule index and then by premises; null when the fact does not hold or is given.</summary>
    Derivation? DerivationOf(Fact fact);

    /// <summary>Every derivation of every fact of a predicate in the current state, sorted by conclusion, rule index and premises.</summary>
    IReadOnlyList<Derivation> AllDerivationsOf(string predicate);

    /// <summary>
    /// What <see cref="AllDerivationsOf"/> conclude, without how, which costs much less. In no order that means anything; a rule that derives a fact in several ways may be named several times.
    /// </summary>
    IReadOnlyList<Conclusion> ConclusionsOf(string predicate) => [.. AllDerivationsOf(predicate).Select(static d => new Conclusion(d.RuleIndex, d.Conclusion))];
}
