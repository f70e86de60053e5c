using System.Collections.Immutable;
using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Random guards over three numbers: no state of a grid decides otherwise for less than what was found, and what is called the nearest was proved so.</summary>
public sealed class NearestOnGridTests
{
    private const int Steps = 24;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void No_state_of_a_grid_is_nearer(int seed)
    {
        Random random = new(seed);
        int low = random.Next(4, 9), gap = random.Next(1, 5), high = random.Next(4, 9), least = random.Next(3, 9);
        BoundProgram program = Rules.Program(string.Create(CultureInfo.InvariantCulture, $$"""
            Decl f(S, X, Y, Z) descr [extensional(), key([S])] bound [/string, /dec8, /dec8, /float64].
            Decl propose(S, A, Q) bound [/string, .Struct</kind: /name>, /dec8].
            Decl veto(S, R) bound [/string, /name].
            Decl require(S, R) bound [/string, /name].
            decide decision(S, A, Q) from propose [key([S]), veto(veto), require(require, for: {/entry: [/far]})].
            #[id("go"), class(/entry)] propose(S, {/kind: /long}, 1) :- f(S, _, _, _).
            veto(S, /low) :- f(S, X, _, _), X < {{low}}.
            veto(S, /gap) :- f(S, X, Y, _), X - Y > {{gap}}.
            veto(S, /both) :- f(S, _, Y, Z), Y > {{high}}, Z < {{least}}.0.
            require(S, /far) :- f(S, X, Y, _), X + Y >= 9.
            require(S, /far) :- f(S, _, _, Z), Z >= 7.0.
            """));
        CounterfactualFinder finder = new(program, VerifyOptions.Default);
        bool Fires(double x, double y, double z) => x >= low && x - y <= gap && !(y > high && z < least) && (x + y >= 9 || z >= 7);
        for (int i = 0; i < 20; i++)
        {
            (int x, int y, int z) = (random.Next(1, 12), random.Next(1, 12), random.Next(1, 12));
            bool fires = Fires(x, y, z);

            Counterfactual found = finder.Find(State(x, y, z), "decision", ["\"BTC\""], "go")!;

            Assert.True(found.IsFound, string.Join("; ", found.Reasons));
            Assert.Equal(!fires, found.WouldFire);
            Assert.True(found.IsNearest);
            double best = OnGrid(x, y, z, (a, b, c) => Fires(a, b, c) != fires);
            Assert.True(found.Cost <= best + 1e-9, $"{found.Cost} > {best} from {x}, {y}, {z}: {string.Join(", ", found.Changes)}");
        }
    }

    /// <summary>The cheapest of all half steps.</summary>
    private static double OnGrid(int x, int y, int z, Func<double, double, double, bool> isOther)
    {
        double best = double.MaxValue;
        for (int a = 0; a < Steps; a++)
        {
            for (int b = 0; b < Steps; b++)
            {
                for (int c = 0; c < Steps; c++)
                {
                    double cost = (Math.Abs((a / 2.0) - x) / x) + (Math.Abs((b / 2.0) - y) / y) + (Math.Abs((c / 2.0) - z) / z);
                    best = cost < best && isOther(a / 2.0, b / 2.0, c / 2.0) ? cost : best;
                }
            }
        }

        return best;
    }

    private static GivenState State(int x, int y, int z) => new(
        [new Fact("f", Value.String("BTC"), Value.Decimal(new Dec8(x * Dec8.Scale)), Value.Decimal(new Dec8(y * Dec8.Scale)), Value.Float64(z))],
        ImmutableSortedDictionary<string, Value>.Empty,
        EventTime.Zero);
}
