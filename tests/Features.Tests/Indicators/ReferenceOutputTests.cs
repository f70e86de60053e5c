using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Every indicator with its defaults against the complete outputs of TA-Lib over its own 252 daily bars.</summary>
public class ReferenceOutputTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Names => [.. IndicatorTable.All.Select(static d => d.Name)];

    [SharedTheory]
    [MemberData(nameof(Names))]
    public void Every_output_equals_the_reference(string name)
    {
        JsonElement expected = Expected(name);
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        double[][] actual = Bars.Run(definition, Bars.For(name, ReferenceBars()));
        int first = expected.GetProperty("begIdx").GetInt32();
        int output = 0;
        foreach (JsonProperty column in expected.GetProperty("outputs").EnumerateObject())
        {
            Compare(name, first, [.. column.Value.EnumerateArray().Select(static v => v.GetDouble())], actual[output++]);
        }

        Assert.Equal(definition.Outputs.Length, output);
        Assert.Equal(first, definition.Lookback());
    }

    [SharedFact]
    public void The_table_has_the_reference_s_names_parameters_and_defaults()
    {
        foreach (IndicatorDefinition definition in IndicatorTable.All)
        {
            Assert.Equal(
                Expected(definition.Name).GetProperty("options").EnumerateObject().Select(static o => (o.Name["optIn".Length..].ToLowerInvariant(), o.Value.GetDouble())),
                definition.Parameters.Select(static p => (p.Name, p.Default)));
        }
    }

    private static void Compare(string name, int first, double[] expected, double[] actual)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            if (i < first)
            {
                Assert.True(double.IsNaN(actual[i]), $"{name}: bar {i} is before the warm-up but has {actual[i]}");
                continue;
            }

            double allowed = Tolerance * Math.Max(1, Math.Abs(expected[i - first]));
            Assert.True(
                Math.Abs(actual[i] - expected[i - first]) <= allowed,
                string.Create(CultureInfo.InvariantCulture, $"{name}: bar {i} should be {expected[i - first]:R} but is {actual[i]:R}"));
        }
    }

    private static JsonElement Expected(string name) =>
        Reference().EnumerateArray().Single(f => f.GetProperty("name").GetString() == name);

    private static JsonElement Reference() => Cache.Value;

    private static readonly Lazy<JsonElement> Cache = new(static () =>
        JsonDocument.Parse(File.ReadAllText(TestData.File("talib_ref/golden_all161_on_ta_sref_252.json"))).RootElement);

    internal static IndicatorBar[] ReferenceBars() =>
        [.. File.ReadLines(TestData.File("talib_ref/ta_sref_daily_252.csv")).Skip(1)
            .Select(static line => Array.ConvertAll(line.Split(','), static field => double.Parse(field, CultureInfo.InvariantCulture)))
            .Select(static r => new IndicatorBar(r[1], r[2], r[3], r[4], r[5], Second: r[2]))];
}
