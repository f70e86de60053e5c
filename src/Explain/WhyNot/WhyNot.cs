using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Answers why something is not so, from one state of a session.</summary>
/// <remarks>
/// Reads the session on the caller's thread; it must not change meanwhile. Every search is bounded by steps, levels and counts, never by a clock, so the answer
/// depends on the state and the options alone.
/// </remarks>
public static class WhyNot
{
    /// <summary>Why no fact fits a pattern: for each rule that could derive one, how close it came and what is in the way.</summary>
    /// <param name="session">A session in the state asked about.</param>
    /// <param name="program">The program that it runs.</param>
    /// <param name="pattern">What is asked about.</param>
    /// <param name="options">Bounds.</param>
    public static WhyNotReport OfFact(IRuleSession session, BoundProgram program, FactPattern pattern, WhyNotOptions? options = null)
    {
        WhyNotOptions bounds = options ?? WhyNotOptions.Default;
        AbsenceExplainer absences = new(session, program, bounds);
        Fact[] holding = [.. session.FactsOf(pattern.Predicate.Name).Where(pattern.Fits)];
        AbsentFact? absent = holding.Length == 0 ? absences.Explain(pattern) : null;
        ImmutableArray<UnheardText> unheard = absent is null ? [] : UnheardSearch.In(pattern, session, program);
        return new WhyNotReport
        {
            Question = pattern.ToString(),
            At = session.Now,
            ProgramVersion = program.Version,
            Holding = [.. holding.Take(bounds.MaxFacts).Select(static f => f.ToString())],
            HoldingCount = holding.Length,
            Unheard = unheard,
            Heard = UnheardSearch.Heard(unheard, session, program),
            Absent = absent,
            Graph = absences.Graph.ToGraph(),
        };
    }

    /// <summary>Why there is no decision: the candidates that were struck, by what, and why the other rules propose nothing.</summary>
    /// <param name="session">A session in the state asked about.</param>
    /// <param name="program">The program that it runs.</param>
    /// <param name="pattern">A pattern over the candidates of the <c>decide</c> statement, usually with the key columns given.</param>
    /// <param name="decide">One of the program's statements.</param>
    /// <param name="resolved">What the agenda said of this state; null to judge the state without its history, which knows no cooldown and no episode.</param>
    /// <param name="options">Bounds.</param>
    /// <exception cref="ArgumentException">The pattern is not over the statement's candidates.</exception>
    public static WhyNotReport OfDecision(
        IRuleSession session, BoundProgram program, FactPattern pattern, BoundDecide decide, AgendaResult? resolved = null, WhyNotOptions? options = null)
    {
        if (pattern.Predicate.Id != decide.Candidates)
        {
            throw new ArgumentException($"a decision of '{decide.Name}' is asked about by its candidates, not by {pattern.Predicate.Name}", nameof(pattern));
        }

        DecisionAbsence absence = new(session, program, pattern, decide, options ?? WhyNotOptions.Default);
        return absence.Explain(resolved ?? new DecisionAgenda(program, program.Decides.IndexOf(decide)).Resolve(session, session.Now, 0));
    }
}
