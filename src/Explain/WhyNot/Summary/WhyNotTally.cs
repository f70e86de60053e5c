using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Counts over a run why a <c>decide</c> statement decided nothing. Fed by whoever goes through the run; single-threaded; no clock.</summary>
/// <param name="program">The program of the run.</param>
/// <param name="decide">One of its statements.</param>
/// <param name="options">Bounds of each question.</param>
public sealed class WhyNotTally(BoundProgram program, BoundDecide decide, WhyNotOptions options)
{
    private readonly CauseCounts _struck = new();
    private readonly SortedDictionary<string, RuleCounts> _rules = new(StringComparer.Ordinal);
    private int _nonDecisions;

    /// <summary>Takes a candidate that was struck or lost, in the state in which it was.</summary>
    /// <param name="session">In that state.</param>
    /// <param name="one">As the agenda tells it.</param>
    public void Take(IRuleSession session, NonDecision one)
    {
        _nonDecisions++;
        IReadOnlyList<CountedCause> causes = new StrikeCauses(session, program, decide).Of(one);
        foreach (CountedCause cause in causes)
        {
            _struck.Add(cause, causes.Count == 1);
        }
    }

    /// <summary>Asks why the rules propose nothing for a key, and counts what each that could be struck by a veto lacks. Where one does propose, nothing is counted.</summary>
    /// <param name="session">The state.</param>
    /// <param name="result">What the agenda says of it.</param>
    /// <param name="key">A value of the first column of the key: a symbol.</param>
    public void Ask(IRuleSession session, AgendaResult result, Value key)
    {
        BoundPredicate candidates = program.Predicates[decide.Candidates];
        Value?[] columns = new Value?[candidates.Arity];
        columns[decide.Key[0]] = key;
        if (WhyNot.OfDecision(session, program, new FactPattern(candidates, [.. columns]), decide, result, options).Absent is not { } absent)
        {
            return;
        }

        AttemptCauses causes = new(absent);
        foreach (RuleAttempt attempt in absent.Attempts.Where(a => a.HeadMismatch is null && IsEntry(a.RuleId)))
        {
            RulesOf(attempt).Take(causes.Of(attempt));
        }
    }

    /// <param name="from">Of the span.</param>
    /// <param name="to">Of the span.</param>
    /// <param name="keys">That were asked about.</param>
    /// <param name="moments">At how many moments.</param>
    /// <param name="decisions">Made in the span.</param>
    public WhyNotSummary ToSummary(EventTime from, EventTime to, ImmutableArray<string> keys, int moments, int decisions) => new()
    {
        From = from,
        To = to,
        ProgramVersion = program.Version,
        Keys = keys,
        Moments = moments,
        Decisions = decisions,
        NonDecisions = _nonDecisions,
        Struck = _struck.Ranked(),
        Rules = [.. _rules.Select(static r => r.Value.ToBlocks(r.Key)).OrderBy(static r => r.UnmetOnAverage).ThenBy(static r => r.RuleId, StringComparer.Ordinal)],
    };

    private bool IsEntry(string ruleId) => program.Rules.FirstOrDefault(r => r.Id == ruleId) is { } rule && !decide.VetoExcept.Contains(rule.Class ?? "/entry");

    private RuleCounts RulesOf(RuleAttempt attempt)
    {
        if (!_rules.TryGetValue(attempt.RuleId, out RuleCounts? counts))
        {
            _rules.Add(attempt.RuleId, counts = new RuleCounts(attempt.Location));
        }

        return counts;
    }

    private sealed class RuleCounts(string location)
    {
        private readonly CauseCounts _causes = new();
        private int _asked;
        private long _unmet;

        public void Take(IReadOnlyList<CountedCause> causes)
        {
            _asked++;
            _unmet += causes.Count;
            foreach (CountedCause cause in causes)
            {
                _causes.Add(cause, causes.Count == 1);
            }
        }

        public RuleBlocks ToBlocks(string ruleId) => new()
        {
            RuleId = ruleId,
            Location = location,
            Asked = _asked,
            UnmetOnAverage = (double)_unmet / _asked,
            Causes = _causes.Ranked(),
        };
    }
}
