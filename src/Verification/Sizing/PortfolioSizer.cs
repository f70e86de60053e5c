using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Solves sizing problems: a linear optimisation over reals, rounded towards 0 to the eighth digit, so that every limit still holds.</summary>
/// <remarks>Off the tick path. Each call uses a solver of its own, disposed before it returns. The smallest positions that are best are not chosen among: ties go as the solver finds them.</remarks>
public static class PortfolioSizer
{
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public static SizingAnswer Solve(SizingProblem problem, SolverLimits limits)
    {
        using Z3Context solver = new(limits);
        ImmutableArray<Limit> all = Limits(problem);
        StringBuilder text = Declarations(problem);
        foreach (Limit limit in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"(assert {limit.Term})\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"(maximize {Objective(problem)})\n");
        Optimum optimum = solver.Optimize(text.ToString());
        return optimum.Answer switch
        {
            SolverAnswer.Satisfiable => new SizingAnswer(SizingOutcome.Optimal, Positions(problem, optimum.Text), []),
            SolverAnswer.Unsatisfiable => new SizingAnswer(SizingOutcome.Infeasible, [], Clash(problem, all, solver)),
            _ => new SizingAnswer(SizingOutcome.Unknown, [], []),
        };
    }

    private static StringBuilder Declarations(SizingProblem problem)
    {
        StringBuilder text = new();
        for (int i = 0; i < problem.Assets.Length; i++)
        {
            // size is at least |pos|; only upper limits speak of it, so it may be larger without harm.
            text.Append(CultureInfo.InvariantCulture, $"(declare-const pos{i} Real)\n(declare-const size{i} Real)\n(assert (and (>= size{i} pos{i}) (>= size{i} (- pos{i}))))\n");
        }

        return text;
    }

    private static string Objective(SizingProblem problem)
    {
        Linear total = Linear.Of(0, isReal: true);
        for (int i = 0; i < problem.Assets.Length; i++)
        {
            total += Linear.Of(new Atom($"pos{i}", true)) * problem.Assets[i].ExpectedReturn;
        }

        return total.ToString();
    }

    private static ImmutableArray<Limit> Limits(SizingProblem problem)
    {
        ImmutableArray<Limit>.Builder limits = ImmutableArray.CreateBuilder<Limit>();
        string sizes = string.Join(' ', problem.Assets.Select(static (_, i) => $"size{i}"));
        limits.Add(new($"(<= (+ 0.0 {sizes}) {Real(problem.MaxExposure)})", $"all positions together at most {Money(problem.MaxExposure)}"));
        for (int i = 0; i < problem.Assets.Length; i++)
        {
            SizingAsset asset = problem.Assets[i];
            limits.Add(new($"(<= size{i} {Real(problem.MaxSinglePosition)})", $"{asset.Name} at most {Money(problem.MaxSinglePosition)}, as any single position"));
            if (asset.Lowest is { } low)
            {
                limits.Add(new($"(>= pos{i} {Real(low)})", $"{asset.Name} at least {Money(low)}"));
            }

            if (asset.Highest is { } high)
            {
                limits.Add(new($"(<= pos{i} {Real(high)})", $"{asset.Name} not above {Money(high)}"));
            }
        }

        foreach ((int a, int b) in problem.Correlated)
        {
            limits.Add(new(
                $"(<= (+ size{a} size{b}) {Real(problem.MaxCorrelatedExposure)})",
                $"{problem.Assets[a].Name} and {problem.Assets[b].Name}, which are correlated, together at most {Money(problem.MaxCorrelatedExposure)}"));
        }

        return limits.ToImmutable();
    }

    /// <summary>The limits that clash: from all of them, each that can be left out is left out.</summary>
    private static ImmutableArray<string> Clash(SizingProblem problem, ImmutableArray<Limit> limits, Z3Context solver)
    {
        StringBuilder text = Declarations(problem);
        for (int i = 0; i < limits.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"(declare-const limit{i} Bool)\n(assert (=> limit{i} {limits[i].Term}))\n");
        }

        solver.Evaluate(text.ToString());
        List<int> core = [.. Enumerable.Range(0, limits.Length)];
        foreach (int candidate in core.ToArray())
        {
            List<int> fewer = [.. core.Where(i => i != candidate)];
            core = solver.Evaluate($"(check-sat-assuming ({string.Join(' ', fewer.Select(static i => $"limit{i}"))}))\n") == "unsat" ? fewer : core;
        }

        return [.. core.Select(i => limits[i].Words)];
    }

    private static ImmutableArray<long> Positions(SizingProblem problem, string model)
    {
        Dictionary<string, Rational> values = new(StringComparer.Ordinal);
        foreach (string line in model.Split('\n'))
        {
            int arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
            if (arrow > 0 && Rational.TryRead(SExpression.Parse(line[(arrow + 4)..]), out Rational value))
            {
                values[line[..arrow].Trim()] = value;
            }
        }

        return [.. problem.Assets.Select((_, i) => values.GetValueOrDefault($"pos{i}")).Select(static v => (long)(v.Sign < 0 ? v.Ceiling() : v.Floor()))];
    }

    private static string Real(long units) => ((Rational)units).ToSmt(isReal: true);

    private static string Money(long units) => new Dec8(units).ToString();

    private readonly record struct Limit(string Term, string Words);
}
