using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Answers why no fact fits a pattern: every rule's closest attempt, and the same one level down for premises that are missing.</summary>
/// <remarks>A pattern is answered once in a report; where it turns up again, or turns up inside its own answer, that is said instead.</remarks>
internal sealed class AbsenceExplainer
{
    private readonly IRuleSession _session;
    private readonly BoundProgram _program;
    private readonly WhyNotOptions _options;
    private readonly SlotReader _reader;
    private readonly FactLookup _lookup;
    private readonly StepBudget _budget;
    private readonly Dictionary<string, bool> _isAnswered = new(StringComparer.Ordinal);

    public AbsenceExplainer(IRuleSession session, BoundProgram program, WhyNotOptions options)
    {
        _session = session;
        _program = program;
        _options = options;
        _reader = new SlotReader(session, program);
        _lookup = new FactLookup(session, program);
        _budget = new StepBudget(options.MaxSteps);
        Graph = new GraphBuilder(session, program, options.Proofs);
    }

    /// <summary>The proofs of facts that deny or forbid.</summary>
    public GraphBuilder Graph { get; }

    public AbsentFact Explain(FactPattern pattern) => Explain(pattern, _options.MaxDepth);

    private AbsentFact Explain(FactPattern pattern, int room)
    {
        string text = pattern.ToString();
        IReadOnlyList<Fact> facts = _lookup.Of(pattern.Predicate.Id);
        AbsentFact absent = new()
        {
            Pattern = text,
            IsGiven = !pattern.Predicate.IsDerived,
            Total = facts.Count,
            Closest = [.. Closeness.Nearest(pattern, facts, _options.MaxFacts).Select(static f => f.ToString())],
        };
        if (absent.IsGiven)
        {
            return absent;
        }

        if (_isAnswered.TryGetValue(text, out bool isDone))
        {
            return absent with { Cut = isDone ? "answered elsewhere in this report" : "this is what is being asked: the rules go round in a circle here" };
        }

        if (room == 0)
        {
            return absent with { Cut = $"the question is followed {_options.MaxDepth} levels deep" };
        }

        _isAnswered.Add(text, false);
        absent = absent with { Attempts = Attempts(pattern, room) };
        _isAnswered[text] = true;
        return absent;
    }

    private ImmutableArray<RuleAttempt> Attempts(FactPattern pattern, int room)
    {
        List<AttemptBuilder> attempts = [.. _program.Rules.Where(r => r.HeadPredicate == pattern.Predicate.Id).Select(r => Begin(r, pattern))];
        attempts.Sort(AttemptBuilder.ByCloseness);
        return [.. attempts.Select((attempt, rank) => attempt.Finish(rank < _options.MaxFollowed ? missing => Explain(missing, room - 1) : null))];
    }

    private AttemptBuilder Begin(BoundRule rule, FactPattern pattern)
    {
        AttemptBuilder attempt = new(_session, _program, rule, _reader, _lookup, Graph, _options);
        attempt.Search(pattern, new StepBudget(_options.MaxStepsPerRule, _budget));
        return attempt;
    }
}
