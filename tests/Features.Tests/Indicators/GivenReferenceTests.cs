using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>
/// Every indicator against outputs that somebody else computed: <c>SCALP_TALIB_REFERENCE=bars.csv;outputs.json[;unstable[;metastock]]</c>, the
/// bars as in the market data, the outputs as an array of name, begIdx and outputs. Says nothing without it.
/// </summary>
public class GivenReferenceTests
{
    private const double Relative = 1e-9;

    private static readonly string[] Given = Environment.GetEnvironmentVariable("SCALP_TALIB_REFERENCE")?.Split(';') ?? [];

    [GivenReferenceFact]
    public void Every_output_equals_the_given_one()
    {
        List<string> wrong = [];
        IndicatorBar[] bars = ReadBars();
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Given[1]));
        foreach (JsonElement function in reference.RootElement.EnumerateArray())
        {
            Compare(function, bars, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Compare(JsonElement function, IndicatorBar[] bars, List<string> wrong)
    {
        string name = function.GetProperty("name").GetString()!;
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        Indicator indicator = definition.Create(Settings());
        int first = definition.Lookback(Settings());
        double[][] expected = [.. function.GetProperty("outputs").EnumerateObject()
            .Select(static o => o.Value.EnumerateArray().Select(static v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble()).ToArray())];
        IndicatorBar[] fed = Bars.For(name, bars);
        (int differences, string worst, double most) = (0, "", 0);
        for (int i = 0; i < fed.Length; i++)
        {
            indicator.Update(fed[i]);
            for (int k = 0; k < expected.Length; k++)
            {
                double wanted = i < first || i - first >= expected[k].Length ? double.NaN : expected[k][i - first];
                double off = Distance(wanted, indicator.Outputs[k]);
                if (!(off <= Relative))
                {
                    differences++;
                    (worst, most) = off > most || differences == 1 ? ($"bar {i} output {k}: {wanted:R} given, {indicator.Outputs[k]:R} here", off) : (worst, most);
                }
            }
        }

        if (differences > 0)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {differences} differ, worst by {most:G3} at {worst}"));
        }
    }

    private static double Distance(double wanted, double actual) =>
        double.IsNaN(wanted) ? (double.IsNaN(actual) ? 0 : double.PositiveInfinity) : Math.Abs(wanted - actual) / Math.Max(1, Math.Abs(wanted));

    private static IndicatorSettings Settings()
    {
        IndicatorSettings settings = IndicatorSettings.Default.With(Given.Length > 3 && Given[3] == "1" ? IndicatorCompatibility.Metastock : IndicatorCompatibility.Default);
        int unstable = Given.Length > 2 ? int.Parse(Given[2], CultureInfo.InvariantCulture) : 0;
        return IndicatorTable.All.Where(static d => d.HasUnstablePeriod).Aggregate(settings, (s, d) => s.WithUnstablePeriod(d.Name, unstable));
    }

    private static IndicatorBar[] ReadBars() =>
        [.. File.ReadLines(Given[0]).Skip(1)
            .Select(static line => Array.ConvertAll(line.Split(','), static field => double.Parse(field, CultureInfo.InvariantCulture)))
            .Select(static r => new IndicatorBar(r[1], r[2], r[3], r[4], r[5], Second: r[2]))];
}

/// <summary>Runs only where a reference was given.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GivenReferenceFactAttribute : FactAttribute
{
    public GivenReferenceFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("SCALP_TALIB_REFERENCE") is null ? "SCALP_TALIB_REFERENCE names no reference" : null;
}
