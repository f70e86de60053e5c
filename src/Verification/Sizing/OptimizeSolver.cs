using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The answer to the <c>optimize</c> statements of one predicate.</summary>
/// <param name="Rows">What is published, sorted; empty unless optimal.</param>
/// <param name="Clash">Limits as written, with the keys they are for, that cannot hold together; none can be left out. Empty unless infeasible.</param>
/// <param name="Reasons">Why there is no answer; empty unless unknown.</param>
public sealed record OptimizeAnswer(SizingOutcome Outcome, ImmutableArray<Fact> Rows, ImmutableArray<string> Clash, ImmutableArray<string> Reasons);

/// <summary>Solves the <c>optimize</c> statements of a program on a state of facts.</summary>
/// <remarks>Off the tick path; each call uses a session and a solver of its own. Numbers are rounded towards 0, dec8 to the eighth digit; when that breaks a limit, nothing is published.</remarks>
public static class OptimizeSolver
{
    /// <summary>More rows of the published predicate than this are not looked for.</summary>
    public const int MaxRows = 500;

    /// <summary>Solves all statements of one predicate.</summary>
    /// <param name="program">A bound program.</param>
    /// <param name="predicate">Its name; some statement publishes it.</param>
    /// <param name="facts">What is given; rows of the predicate itself are ignored.</param>
    /// <param name="at">The moment, for expressions with <c>now</c>.</param>
    /// <param name="limits">Of the solver.</param>
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public static OptimizeAnswer Solve(BoundProgram program, string predicate, IEnumerable<Fact> facts, EventTime at, SolverLimits limits)
    {
        Z3Library.Require();
        BoundOptimize[] statements = [.. program.Optimizes.Where(o => program.Predicates[o.Predicate].Name == predicate)];
        ReferenceSession session = new(program, SessionLimits.Default);
        TransactionResult given = session.Commit(at, [.. facts.Where(f => f.Predicate != predicate).Select(FactChange.Assert)]);
        try
        {
            return given.Outcome == TransactionOutcome.Committed
                ? Solve(new OptimizeProblem(program, statements, session, at), limits)
                : Unknown("the facts do not evaluate: the transaction was rolled back");
        }
        catch (NotLinearException e)
        {
            return Unknown(e.Message);
        }
    }

    private static OptimizeAnswer Solve(OptimizeProblem problem, SolverLimits limits)
    {
        LinearAnswer answer = problem.Linear.Maximize(problem.Objective, limits);
        if (answer.Outcome != SizingOutcome.Optimal)
        {
            return answer.Outcome == SizingOutcome.Infeasible
                ? new OptimizeAnswer(SizingOutcome.Infeasible, [], [.. answer.Clash], [])
                : Unknown("there is no best solution (nothing limits the objective), or the solver gave up");
        }

        (ImmutableArray<Fact> rows, IReadOnlyList<Rational> rounded) = problem.Rows(answer.Values);
        return problem.Linear.Broken(rounded) is { } broken
            ? Unknown($"rounded to what can be published, the best solution breaks '{broken}'")
            : new OptimizeAnswer(SizingOutcome.Optimal, rows, [], []);
    }

    private static OptimizeAnswer Unknown(string reason) => new(SizingOutcome.Unknown, [], [], [reason]);
}
