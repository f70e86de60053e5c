using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Sizing against enumeration, and the words of clashing limits.</summary>
public sealed class SizingTests
{
    private const long Unit = 100_000_000;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    /// <summary>With whole limits and two correlated groups at most, some best solution is whole or half; a grid of halves is enumerated.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_point_of_a_grid_is_better(int seed)
    {
        SizingProblem problem = Small(new Dice(seed));

        SizingAnswer answer = PortfolioSizer.Solve(problem, SolverLimits.Default);

        Assert.Equal(SizingOutcome.Optimal, answer.Outcome);
        Assert.True(Allows(problem, answer.Positions), "a limit is broken");
        Int128 best = Grid(problem.Assets.Length).Where(p => Allows(problem, p)).Max(p => Return(problem, p));
        Assert.True(Return(problem, answer.Positions) >= best, $"{Return(problem, answer.Positions)} < {best}");
    }

    public static TheoryData<int> Clashes() => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Clashes))]
    public void Clashing_limits_are_named_and_no_others(int which)
    {
        int kind = which % 3, at = which % 4;
        SizingAsset[] assets = [.. Enumerable.Range(0, 5).Select(static i => new SizingAsset($"A{i}", (i + 1) * 1000))];
        assets[at] = assets[at] with { Lowest = (kind == 0 ? 12 : 6) * Unit };
        assets[at + 1] = assets[at + 1] with { Lowest = kind == 0 ? null : 6 * Unit };
        SizingProblem problem = new()
        {
            Assets = [.. assets],
            MaxSinglePosition = 10 * Unit,
            MaxCorrelatedExposure = 8 * Unit,
            MaxExposure = (kind == 2 ? 11 : 100) * Unit,
            Correlated = kind == 1 ? [(at, at + 1)] : [],
        };

        SizingAnswer answer = PortfolioSizer.Solve(problem, SolverLimits.Default);

        Assert.Equal(SizingOutcome.Infeasible, answer.Outcome);
        string[] expected = kind switch
        {
            0 => [$"A{at} at most 10.0, as any single position", $"A{at} at least 12.0"],
            1 => [$"A{at} at least 6.0", $"A{at + 1} at least 6.0", $"A{at} and A{at + 1}, which are correlated, together at most 8.0"],
            _ => ["all positions together at most 11.0", $"A{at} at least 6.0", $"A{at + 1} at least 6.0"],
        };
        Assert.Equal(expected, answer.Clash);
    }

    [Fact]
    public void Twenty_assets_with_every_pair_correlated_are_solved()
    {
        SizingProblem problem = new()
        {
            Assets = [.. Enumerable.Range(0, 20).Select(static i => new SizingAsset($"A{i}", ((i * 37) % 19) - 9))],
            MaxExposure = 1000 * Unit,
            MaxSinglePosition = 100 * Unit,
            MaxCorrelatedExposure = 150 * Unit,
            Correlated = [.. Enumerable.Range(0, 20).SelectMany(static a => Enumerable.Range(a + 1, 19 - a).Select(b => (a, b)))],
        };

        SizingAnswer answer = PortfolioSizer.Solve(problem, SolverLimits.Default);

        Assert.Equal(SizingOutcome.Optimal, answer.Outcome);
        Assert.True(Allows(problem, answer.Positions));
    }

    private static SizingProblem Small(Dice dice) => new()
    {
        Assets = [.. Enumerable.Range(0, 3).Select(i => new SizingAsset($"A{i}", dice.Next(-5, 6)))],
        MaxExposure = dice.Next(0, 7) * Unit,
        MaxSinglePosition = dice.Next(0, 4) * Unit,
        MaxCorrelatedExposure = dice.Next(0, 5) * Unit,
        Correlated = dice.Next(0, 2) == 0 ? [] : [(0, 1)],
    };

    private static IEnumerable<ImmutableArray<long>> Grid(int assets) => assets == 0
        ? [[]]
        : Grid(assets - 1).SelectMany(static rest => Enumerable.Range(-6, 13).Select(h => rest.Add(h * Unit / 2)));

    private static bool Allows(SizingProblem problem, ImmutableArray<long> positions)
    {
        long[] sizes = [.. positions.Select(Math.Abs)];
        return sizes.Sum() <= problem.MaxExposure
            && sizes.All(s => s <= problem.MaxSinglePosition)
            && problem.Correlated.All(p => sizes[p.First] + sizes[p.Second] <= problem.MaxCorrelatedExposure);
    }

    private static Int128 Return(SizingProblem problem, ImmutableArray<long> positions) =>
        positions.Select((p, i) => (Int128)p * problem.Assets[i].ExpectedReturn).Aggregate((Int128)0, static (a, b) => a + b);

    /// <summary>A fixed sequence: the same on every machine.</summary>
    private sealed class Dice(int seed)
    {
        private uint _state = ((uint)seed * 2654435761u) | 1;

        public int Next(int low, int above)
        {
            _state = (_state * 1664525) + 1013904223;
            return low + (int)((_state >> 8) % (uint)(above - low));
        }
    }
}
