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
    private readonly AgeReader _ages;
    private readonly StepBudget _budget;
    private readonly Dictionary<string, bool> _isAnswered = new(StringComparer.Ordinal);

    public AbsenceExplainer(IRuleSession session, BoundProgram program, WhyNotOptions options)
    {
        _session = session;
        _program = program;
        _options = options;
        _reader = new SlotReader(session, program);
        _lookup = new FactLookup(session, program);
        _ages = new AgeReader(session);
        _budget = new StepBudget(options.MaxSteps, stop: options.Stop);
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
            IsGiven = pattern.Predicate is { IsDerived: false, IsStored: false },
            Total = facts.Count,
            Closest = [.. Closeness.Nearest(pattern, facts, _options.MaxFacts).Select(static f => f.ToString())],
            Aged = _ages.Of(pattern),
        };
        if (pattern.Predicate.View is { } view)
        {
            return view.IsWindow ? OfEvents(absent, pattern, view, room) : OfThePast(absent, pattern, view, room);
        }

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

    /// <summary>A window: when was looked, and, where nothing happened that is too old now, why what is derived does not happen.</summary>
    private AbsentFact OfEvents(AbsentFact absent, FactPattern pattern, BoundView view, int room)
    {
        string looked = absent.Pattern + HistoryWords.Looked(view, _session.Now);
        FactPattern now = AtPresent(pattern, view);
        return absent.Aged is null && now.Predicate is not { IsDerived: false, IsStored: false } && !_lookup.Of(view.Source).Any(now.Fits)
            ? Explain(now, room) with { Pattern = $"{looked}: it does not hold now" }
            : absent with { Pattern = looked };
    }

    /// <summary>The pattern asked of the predicate whose history a view reads.</summary>
    private FactPattern AtPresent(FactPattern pattern, BoundView view)
    {
        BoundPredicate source = _program.Predicates[view.Source];
        Value?[] columns = new Value?[source.Arity];
        for (int i = 0; i < view.Columns.Length; i++)
        {
            columns[view.Columns[i]] = pattern.Arguments[i];
        }

        return new FactPattern(source, [.. columns]);
    }

    /// <summary>A temporal literal: what it asks of the past, and, where that does not hold even now, why it does not hold now.</summary>
    private AbsentFact OfThePast(AbsentFact absent, FactPattern pattern, BoundView view, int room)
    {
        FactPattern now = AtPresent(pattern, view);
        string looked = absent.Pattern + HistoryWords.Looked(view, _session.Now);
        Fact[] holding = [.. _lookup.Of(view.Source).Where(now.Fits).Take(_options.MaxFacts)];
        string? since = LastSpanOf(pattern) is { } span ? HistoryWords.Missing(view, span, _session.Now) : null;
        if (holding.Length == 0 && view.Near == 0)
        {
            return Explain(now, room) with { Pattern = $"{looked}: {since ?? "it does not hold now"}", Aged = since is null ? absent.Aged : null };
        }

        string? cut = since ?? (holding.Length == 0 ? null : "it holds now, but not for the whole time that is asked for");
        return absent with { Pattern = looked, Closest = [.. holding.Select(static f => f.ToString())], Cut = cut, Aged = since is null ? absent.Aged : null };
    }

    /// <summary>When exactly this row last held; null where a column is open or the session remembers nothing.</summary>
    private HeldInterval? LastSpanOf(FactPattern pattern)
    {
        Value[] row = [.. pattern.Arguments.OfType<Value>()];
        return row.Length == pattern.Arguments.Length ? _session.LastSpanOf(new Fact(pattern.Predicate.Name, row)) : null;
    }

    private ImmutableArray<RuleAttempt> Attempts(FactPattern pattern, int room)
    {
        List<AttemptBuilder> attempts = [.. _program.Rules.Where(r => r.HeadPredicate == pattern.Predicate.Id && r.Effect is (RuleEffect.Derive or RuleEffect.Assert)).Select(r => Begin(r, pattern))];
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
