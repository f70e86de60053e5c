using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Compares what is with what would be.</summary>
public static class WhatIf
{
    /// <summary>Two states: the one that is, and a copy in which something was changed.</summary>
    /// <param name="before">The state as it is.</param>
    /// <param name="after">The state as it would be.</param>
    /// <param name="changes">What was changed, for people.</param>
    /// <param name="options">Bounds.</param>
    public static WhatIfReport Compare(WhatIfState before, WhatIfState after, ImmutableArray<string> changes, WhatIfOptions? options = null)
    {
        WhatIfOptions bounds = options ?? WhatIfOptions.Default;
        FactComparer facts = new(before, after, bounds);
        ImmutableArray<FactDifference> differences = facts.Compare();
        return new WhatIfReport
        {
            At = after.Session.Now,
            Changes = changes,
            ProgramBefore = before.Program.Version,
            ProgramAfter = after.Program.Version,
            Decisions = [.. DecisionComparer.Compare(Standing(before), Standing(after)).Take(bounds.MaxDifferences)],
            Candidates = [.. CandidateComparer.Compare(before.Agendas, after.Agendas).Take(bounds.MaxDifferences)],
            Facts = differences,
            FactCount = facts.Count,
            Before = facts.Before.ToGraph(),
            After = facts.After.ToGraph(),
        };
    }

    /// <summary>The decisions of two replays of one run, within a span of time.</summary>
    /// <param name="before">Those that are made without the change, in order.</param>
    /// <param name="after">Those that would be made with it, in order.</param>
    /// <param name="from">Earliest time, inclusive.</param>
    /// <param name="to">Latest time, inclusive.</param>
    /// <param name="changes">What was changed, for people.</param>
    /// <param name="options">Bounds.</param>
    public static SpanReport CompareSpan(
        IReadOnlyList<Decision> before, IReadOnlyList<Decision> after, EventTime from, EventTime to, ImmutableArray<string> changes, WhatIfOptions? options = null)
    {
        Decision[] was = [.. before.Where(d => d.At >= from && d.At <= to)], would = [.. after.Where(d => d.At >= from && d.At <= to)];
        DecisionDifference[] differences = [.. DecisionComparer.Compare(was, would)];
        return new SpanReport
        {
            From = from,
            To = to,
            Changes = changes,
            CountBefore = was.Length,
            CountAfter = would.Length,
            Rules = ByRule(was, would),
            Decisions = [.. differences.Take((options ?? WhatIfOptions.Default).MaxDifferences)],
            DifferenceCount = differences.Length,
        };
    }

    private static ImmutableArray<RuleDecisions> ByRule(Decision[] was, Decision[] would) =>
    [
        .. was.Concat(would).Select(static d => d.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(rule => new RuleDecisions(rule, was.Count(d => d.RuleId == rule), would.Count(d => d.RuleId == rule))),
    ];

    private static Decision[] Standing(WhatIfState state) => [.. state.Agendas.SelectMany(static a => a.Decisions)];
}
