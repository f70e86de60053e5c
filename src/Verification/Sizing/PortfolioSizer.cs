using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Solves sizing problems: a linear optimisation over reals, rounded towards 0 to the eighth digit, so that every limit still holds.</summary>
/// <remarks>Off the tick path. Each call uses a solver of its own, disposed before it returns. The smallest positions that are best are not chosen among: ties go as the solver finds them.</remarks>
public static class PortfolioSizer
{
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public static SizingAnswer Solve(SizingProblem problem, SolverLimits limits)
    {
        LinearProblem linear = new();
        Linear[] positions = [.. problem.Assets.Select(_ => linear.Unknown(isWhole: false))];
        Linear[] sizes = [.. positions.Select(linear.SizeOf)];
        Limit(problem, linear, positions, sizes);
        Linear objective = Linear.Of(0, isReal: true);
        for (int i = 0; i < positions.Length; i++)
        {
            objective += positions[i] * problem.Assets[i].ExpectedReturn;
        }

        LinearAnswer answer = linear.Maximize(objective, limits);
        return new SizingAnswer(answer.Outcome, [.. answer.Values.Select(static v => (long)(v.Sign < 0 ? v.Ceiling() : v.Floor()))], [.. answer.Clash]);
    }

    private static void Limit(SizingProblem problem, LinearProblem linear, Linear[] positions, Linear[] sizes)
    {
        linear.Add(AtMost(sizes.Aggregate(Linear.Of(0, isReal: true), static (a, b) => a + b), problem.MaxExposure), false, $"all positions together at most {Money(problem.MaxExposure)}");
        for (int i = 0; i < sizes.Length; i++)
        {
            SizingAsset asset = problem.Assets[i];
            linear.Add(AtMost(sizes[i], problem.MaxSinglePosition), false, $"{asset.Name} at most {Money(problem.MaxSinglePosition)}, as any single position");
            if (asset.Lowest is { } low)
            {
                linear.Add(AtMost(positions[i] * -1, -low), false, $"{asset.Name} at least {Money(low)}");
            }

            if (asset.Highest is { } high)
            {
                linear.Add(AtMost(positions[i], high), false, $"{asset.Name} not above {Money(high)}");
            }
        }

        foreach ((int a, int b) in problem.Correlated)
        {
            linear.Add(
                AtMost(sizes[a] + sizes[b], problem.MaxCorrelatedExposure), false,
                $"{problem.Assets[a].Name} and {problem.Assets[b].Name}, which are correlated, together at most {Money(problem.MaxCorrelatedExposure)}");
        }
    }

    private static Linear AtMost(Linear expression, long units) => expression - Linear.Of(units, isReal: true);

    private static string Money(long units) => new Dec8(units).ToString();
}
