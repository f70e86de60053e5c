using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>One reason of a candidate that did not become the decision, as records say it, and as the ids of non-decisions spell it.</summary>
internal sealed record Reason(string Kind, Fact[] Nodes, string[] Details, string Spelling);

/// <summary>A candidate with what the contest made of it: a size when nothing struck it, otherwise reasons.</summary>
internal sealed record Verdict(Candidate Candidate, List<Reason> Reasons, Value Size, Fact? Cap);

/// <summary>Decides the contest of one key again from the state alone: vetoes, requirements, caps, the one order.</summary>
internal sealed class Contest
{
    private readonly BoundDecide _decide;
    private readonly RuleState _state;
    private readonly Value[] _key;

    /// <param name="decide">The statement.</param>
    /// <param name="state">What holds.</param>
    /// <param name="key">Whose contest.</param>
    /// <param name="exceptedOnly">True after a transaction that was rolled back: only what no veto strikes takes part.</param>
    public Contest(BoundDecide decide, RuleState state, Value[] key, bool exceptedOnly)
    {
        (_decide, _state, _key) = (decide, state, key);
        List<Candidate> candidates = [.. Candidates().Where(c => c.Key.AsSpan().SequenceEqual(key) && (!exceptedOnly || decide.VetoExcept.Contains(c.Class))).DistinctBy(static c => (c.Fact, c.RuleId))];
        candidates.Sort((a, b) => Step(a, b).Order);
        foreach (Candidate candidate in candidates)
        {
            Verdicts.Add(Judge(candidate));
        }
    }

    public BoundDecide Decide => _decide;

    /// <summary>In the order of the contest.</summary>
    public List<Verdict> Verdicts { get; } = [];

    /// <summary>The first that nothing struck; null when all were.</summary>
    public Verdict? Winner => Verdicts.Find(static v => v.Reasons.Count == 0);

    /// <summary>The names that the winner's class requires, each with the row that meets it.</summary>
    public IEnumerable<Fact> RowsThatMeet(Candidate candidate) => NamesFor(candidate).Select(name => Rows([_decide.Require!.Value]).First(row => Meets(row, name, candidate)));

    /// <summary>What rules derive, what they stored (each row by the first way in which they did), and what is given.</summary>
    private IEnumerable<Candidate> Candidates() => _state.Program.Rules.Where(r => r.HeadPredicate == _decide.Candidates && r.Effect == RuleEffect.Derive)
        .SelectMany(rule => _state.DerivationsBy(rule)).Concat(_state.Session.FactsOf(_decide.Candidates).SelectMany(fact => _state.Session.StoredBy(fact).Take(1)))
        .Select(by => new Candidate(by.Conclusion, _state.Program.Rules[by.RuleIndex], _decide))
        .Concat(_state.Session.FactsOf(_decide.Candidates).Where(fact => _state.Session.ToldOf(fact) is not null).Select(fact => new Candidate(fact, null, _decide)));

    private (string Step, int Order) Step(Candidate a, Candidate b) =>
        Candidate.Order(a, b, _decide.Classes).FirstOrDefault(static s => s.Order != 0, (Step: "fact", Order: 0));

    private Verdict Judge(Candidate candidate)
    {
        List<Reason> reasons = [];
        Fact[] vetoes = Rows(_decide.Vetoes);
        if (vetoes.Length > 0 && !_decide.VetoExcept.Contains(candidate.Class))
        {
            reasons.Add(new Reason("vetoed", vetoes, [], $"vetoed by {string.Join<Fact>(", ", vetoes)}"));
        }

        string[] unmet = [.. NamesFor(candidate).Where(name => !Rows(_decide.Require is { } r ? [r] : []).Any(row => Meets(row, name, candidate)))];
        if (unmet.Length > 0)
        {
            reasons.Add(new Reason("requirement", [], unmet, $"requirement unmet: {string.Join(", ", unmet)}"));
        }

        (Value size, Fact? cap, bool allowed) = Cap(candidate);
        if (!allowed)
        {
            reasons.Add(new Reason("cap", [cap!], [], $"capped to nothing by {cap}"));
        }

        if (reasons.Count == 0 && Winner is { } winner)
        {
            string step = Step(winner.Candidate, candidate).Step;
            reasons.Add(new Reason("lost", [], [step, winner.Candidate.RuleId], $"lost by {step.Replace(" ", "", StringComparison.Ordinal)} to {winner.Candidate}"));
        }

        return new Verdict(candidate, reasons, size, cap);
    }

    private IEnumerable<string> NamesFor(Candidate candidate) => _decide.Required.TryGetValue(candidate.Class, out var names) ? names : [];

    /// <summary>The rows of the key, sorted.</summary>
    private Fact[] Rows(IEnumerable<int> predicates) =>
        [.. predicates.SelectMany(_state.Session.FactsOf).Where(f => f.Arguments.AsSpan(0, _key.Length).SequenceEqual(_key)).Order()];

    private bool Meets(Fact row, string name, Candidate candidate) =>
        row.Arguments[_key.Length] is { Kind: ValueKind.Name or ValueKind.String } found && found.AsText == name
        && (row.Arguments.Length == _key.Length + 1 || row.Arguments[_key.Length + 1] == candidate.Kind);

    /// <summary>The smallest cap applies; one that leaves nothing, or cannot be compared, forbids.</summary>
    private (Value Size, Fact? Cap, bool Allowed) Cap(Candidate candidate)
    {
        Fact[] caps = _decide.CapExcept.Contains(candidate.Class) ? [] : Rows(_decide.Caps);
        (Value size, Fact? by) = (candidate.Size, null);
        foreach (Fact cap in caps)
        {
            if (AsKind(cap.Arguments[_key.Length], size.Kind) is not { } limit)
            {
                return (size, cap, false);
            }

            (size, by) = limit.CompareTo(size) < 0 ? (limit, cap) : (size, by);
        }

        bool positive = caps.Length == 0 || (size.Kind == ValueKind.Float64 ? size.AsFloat64 > 0 : size.AsInt64 > 0);
        return (size, positive ? by : by ?? caps[0], positive);
    }

    private static Value? AsKind(Value limit, ValueKind kind) =>
        limit.Kind == ValueKind.Number && kind == ValueKind.Dec8 && Dec8.TryFromInteger(limit.AsInt64, out Dec8 exact) ? Value.Decimal(exact)
        : limit.IsNumeric && limit.Kind == kind ? limit : null;
}
