using System.Globalization;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Seeded random bars: a walk with gaps between bars, ties, dojis and quiet stretches.</summary>
internal static class Bars
{
    public static IndicatorBar[] Random(int count, int seed, double tick = 0.01)
    {
        Random random = new(seed);
        IndicatorBar[] bars = new IndicatorBar[count];
        long close = 10_000;
        for (int i = 0; i < count; i++)
        {
            int wide = random.Next(8) == 0 ? 60 : 12;
            long open = Math.Max(1_000, close + random.Next(-3, 4));
            close = Math.Max(1_000, open + random.Next(-wide, wide + 1));
            long high = Math.Max(open, close) + random.Next(0, 10);
            long low = Math.Min(open, close) - random.Next(0, 10);
            bars[i] = new IndicatorBar(open * tick, high * tick, low * tick, close * tick, random.Next(0, 1_000), Second: high * tick);
        }

        return bars;
    }

    /// <summary>Bars of the shared market data, the first that many; the second series is the high.</summary>
    public static IndicatorBar[] Real(string file, int count) =>
        [.. File.ReadLines(TestData.File(file)).Skip(1).Take(count)
            .Select(static line => Array.ConvertAll(line.Split(','), static field => double.Parse(field, CultureInfo.InvariantCulture)))
            .Select(static r => new IndicatorBar(r[1], r[2], r[3], r[4], r[5], Second: r[2]))];

    public static double[] Column(this IndicatorBar[] bars, Func<IndicatorBar, double> field) => Array.ConvertAll(bars, b => field(b));

    /// <summary>The outputs of a streaming run: <c>[output][bar]</c>.</summary>
    public static double[][] Run(IndicatorDefinition definition, IndicatorBar[] bars, params KeyValuePair<string, double>[] parameters)
    {
        Indicator indicator = definition.Create(parameters);
        double[][] outputs = Array.ConvertAll([.. definition.Outputs], _ => new double[bars.Length]);
        for (int i = 0; i < bars.Length; i++)
        {
            indicator.Update(bars[i]);
            for (int k = 0; k < outputs.Length; k++)
            {
                outputs[k][i] = indicator.Outputs[k];
            }
        }

        return outputs;
    }

    /// <summary>The bars as the indicator wants them: the periods of MAVP are 2 to 15, and arc functions get a fraction.</summary>
    public static IndicatorBar[] For(string name, IndicatorBar[] bars) => name switch
    {
        "MAVP" => [.. bars.Select(static (b, i) => b with { Second = 2 + (i % 14) })],
        "ACOS" or "ASIN" or "EXP" or "SINH" or "COSH" or "TANH" or "TAN" => [.. bars.Select(static b => b with { Close = (b.Close - b.Low) / (b.High - b.Low + 1e-9) })],
        _ => bars,
    };
}
