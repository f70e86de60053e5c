using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>Bars for benchmarks: a random walk, the same on every machine.</summary>
internal static class BenchBars
{
    private const int Seed = 7;

    public static IndicatorBar[] Walk(int count)
    {
        Random random = new(Seed);
        IndicatorBar[] bars = new IndicatorBar[count];
        double close = 60_000;
        for (int i = 0; i < count; i++)
        {
            double open = close;
            close *= 1 + ((random.NextDouble() - 0.5) * 0.002);
            double high = Math.Max(open, close) * (1 + (random.NextDouble() * 0.0005));
            double low = Math.Min(open, close) * (1 - (random.NextDouble() * 0.0005));
            bars[i] = new IndicatorBar(open, high, low, close, random.NextDouble() * 100, high);
        }

        return bars;
    }

    /// <summary>Inputs within a function's domain: periods for MAVP, fractions for the functions of small numbers.</summary>
    public static IndicatorBar[] For(IndicatorDefinition definition, IndicatorBar[] bars) => definition.Name switch
    {
        "MAVP" => [.. bars.Select(static (b, i) => b with { Second = 2 + (i % 14) })],
        "ACOS" or "ASIN" or "EXP" or "SINH" or "COSH" or "TANH" or "TAN" => [.. bars.Select(static b => b with { Close = (b.Close - b.Low) / (b.High - b.Low + 1e-9) })],
        _ => bars,
    };
}
