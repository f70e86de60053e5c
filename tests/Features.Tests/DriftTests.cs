using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>
/// What has run for long says what a recomputation from the last stretch says. SCALP_LONG=1 runs a million bars and a million updates; a share runs always.
/// </summary>
public class DriftTests
{
    private const double Tolerance = 1e-9;
    private const int Compared = 100;

    /// <summary>Bars until a recursion has forgotten where it began.</summary>
    private const int Stretch = 12_000;

    private static readonly bool Long = Environment.GetEnvironmentVariable("SCALP_LONG") == "1";

    private static readonly Lazy<IndicatorBar[]> Walk = new(static () => Continuous(Long ? 1_000_000 : 25_000));

    public static TheoryData<string> Names => [.. IndicatorTable.All.Concat(MarketTable.All).Select(static d => d.Name).Where(static n => n is not "MATRIX_PROFILE")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_function_says_what_a_recomputation_of_the_last_bars_says(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar[] bars = Bars.For(name, Walk.Value);
        int skipped = bars.Length - Stretch;
        skipped -= skipped % (14 * 6); // the periods of MAVP and the phases of the Hilbert functions begin alike
        double[][] running = Last(definition, bars);
        double[][] fresh = Last(definition, bars[skipped..]);
        for (int k = 0; k < running.Length; k++)
        {
            for (int i = 0; i < Compared; i++)
            {
                double expected = fresh[k][i] + Offset(name, k, skipped, running, fresh);
                Assert.True(
                    Math.Abs(running[k][i] - expected) <= Tolerance * Math.Max(1, Math.Abs(expected)) || (double.IsNaN(expected) && double.IsNaN(running[k][i])),
                    string.Create(CultureInfo.InvariantCulture, $"{name}: {running[k][i]:R} against {expected:R}"));
            }
        }
    }

    [Fact]
    public void Every_feature_of_ticks_says_what_a_recomputation_of_the_last_minutes_says()
    {
        MarketUpdate[] updates = [.. RandomMarket.Updates(seed: 91, Long ? 1_000_000 : 40_000, meanStepMs: 60)];
        FeatureSet running = new("/v", "S");
        FeatureSet fresh = new("/v", "S");
        double[] expected = new double[running.Schema.Count];
        double[] actual = new double[running.Schema.Count];
        for (int i = 0; i < updates.Length; i++)
        {
            updates[i].ApplyTo(running);
            if (i >= updates.Length - 20_000)
            {
                updates[i].ApplyTo(fresh);
            }
        }

        running.Read(actual);
        fresh.Read(expected);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{running.Schema.Features[i].Name}: {actual[i]:R} against {expected[i]:R}");
        }

        Assert.True(actual.Count(double.IsFinite) > 15, "too few features had a value to show anything");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9_000_000_000_000_000_000)]
    [InlineData(4_000_000_000_000_000_000, 1)]
    [InlineData(4_000_000_000_000_000_000, 9_000_000_000_000_000_000)]
    public void The_smallest_and_largest_prices_and_sizes_standing_still_and_after_silence_let_no_infinity_into_a_fact(long price, long size)
    {
        FeatureSet set = new("/v", "S");
        FeatureValue[] changes = new FeatureValue[set.Schema.Count];
        Dec8[] prices = [new Dec8(price), new Dec8(price + 1)];
        Dec8[] sizes = [new Dec8(size), new Dec8(1)];
        long ns = 0;
        for (int i = 0; i < 3_000; i++)
        {
            ns += i % 1_000 == 999 ? 400_000_000_000 : 130_000_000;
            bool extreme = i / 500 % 2 == 0;
            set.OnQuote(new EventTime(ns), prices[extreme ? 0 : 1], sizes[0], prices[1], sizes[i % 2]);
            set.OnBook(new EventTime(ns), new BookDepth([prices[0]], [sizes[0]], [prices[1]], [sizes[i % 2]]));
            set.OnTrade(new EventTime(ns), prices[i % 2], sizes[i % 2], i % 3 == 0);
            int count = set.ReadChanges(changes);
            Assert.All(changes[..count], c => Assert.False(double.IsInfinity(c.Value), $"{set.Schema.Features[c.Feature].Name} is {c.Value} at update {i}"));
        }
    }

    /// <summary>Totals since the first bar, and bars counted from it, differ by what came before; the first value compared says by how much.</summary>
    private static double Offset(string name, int output, int skipped, double[][] running, double[][] fresh) => name switch
    {
        "AD" or "OBV" => running[output][0] - fresh[output][0],
        "MAXINDEX" or "MININDEX" or "MINMAXINDEX" => skipped,
        _ => 0,
    };

    private static double[][] Last(IndicatorDefinition definition, IndicatorBar[] bars) =>
        Array.ConvertAll(Bars.Run(definition, bars), static column => column[^Compared..]);

    /// <summary>Prices that hardly ever repeat, so that no comparison hangs on the last bit.</summary>
    private static IndicatorBar[] Continuous(int count)
    {
        Random random = new(92);
        double close = 60_000;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double open = close;
            close = 60_000 + ((close - 60_000) * 0.9999) + ((random.NextDouble() - 0.5) * 60);
            double high = Math.Max(open, close) + (random.NextDouble() * 20);
            double low = Math.Min(open, close) - (random.NextDouble() * 20);
            return new IndicatorBar(open, high, low, close, random.Next(1, 1_000), Second: high);
        })];
    }
}
