using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Rows of TA-Lib's own regression tables: other periods, other starts and the bars skipped by an unstable period.</summary>
/// <remarks>
/// TA-Lib begins a recursion its lookback before the first bar asked for, so the indicator is fed from there. Rows of the Metastock mode, which
/// seeds averages otherwise, are left out.
/// </remarks>
public class PublishedRowTests
{
    /// <summary>What the tables themselves are compared with.</summary>
    private const double Tolerance = 0.01;

    [SharedTheory]
    [InlineData("test_1in_1out.c", 14)]
    [InlineData("test_1in_2out.c", 11)]
    [InlineData("test_adx.c", 30)]
    [InlineData("test_minmax.c", 52)]
    [InlineData("test_mom.c", 60)]
    [InlineData("test_per_ema.c", 4)]
    [InlineData("test_per_hl.c", 66)]
    [InlineData("test_per_hlc.c", 44)]
    [InlineData("test_per_hlcv.c", 24)]
    [InlineData("test_per_ohlc.c", 4)]
    [InlineData("test_rsi.c", 19)]
    [InlineData("test_stddev.c", 6)]
    [InlineData("test_trange.c", 17)]
    public void Rows_agree_to_the_precision_of_the_tables(string file, int rows)
    {
        JsonElement table = Tables.Value.GetProperty(file);
        int compared = 0;
        foreach (JsonElement row in table.GetProperty("rows").EnumerateArray().Where(IsComparable))
        {
            Compare(row);
            compared++;
        }

        Assert.Equal(rows, compared);
    }

    private static bool IsComparable(JsonElement row) =>
        row.GetProperty("expectedRetCode").GetString() == "TA_SUCCESS"
        && !IsMaximumIndex(row)
        && !(row.TryGetProperty("compatibility", out JsonElement mode) && mode.GetString() == "TA_COMPATIBILITY_METASTOCK");

    /// <summary>The rows of MAXINDEX repeat the minimum of the rows before them; TA-Lib itself compares only their range.</summary>
    private static bool IsMaximumIndex(JsonElement row) => row.TryGetProperty("theFunction", out JsonElement function) && function.GetString() == "TA_MAXINDEX_TEST";

    private static void Compare(JsonElement row)
    {
        (string name, int output) = Function(row);
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        KeyValuePair<string, double>[] parameters = [.. Parameters(row, definition)];
        int unstable = Number(row, "unstablePeriod");
        int lookback = definition.Lookback(parameters) + unstable;
        int start = Math.Max(Number(row, "startIdx"), lookback);
        if (Number(row, "expectedNbElement") == 0)
        {
            Assert.True(start > Number(row, "endIdx"), $"{row}");
            return;
        }

        Assert.Equal(Number(row, "expectedBegIdx"), start);
        int fedFrom = start - lookback;
        IndicatorBar[] bars = [.. ReferenceBars().Skip(fedFrom).Select(b => Input(name, b))];
        double[][] outputs = Bars.Run(definition, bars, parameters);
        for (int k = 0; row.TryGetProperty($"oneOfTheExpectedOutReal{k}", out JsonElement expected) || (k == 0 && row.TryGetProperty("oneOfTheExpectedOutReal", out expected)); k++)
        {
            int index = row.TryGetProperty($"oneOfTheExpectedOutRealIndex{k}", out JsonElement at) ? at.GetInt32() : Number(row, "oneOfTheExpectedOutRealIndex");
            double actual = outputs[output + k][start - fedFrom + index];
            if (name.EndsWith("INDEX", StringComparison.Ordinal))
            {
                actual = bars[(int)actual].Close; // The tables give the value that the index points at.
            }

            Assert.True(
                Math.Abs(actual - expected.GetDouble()) <= Tolerance, string.Create(CultureInfo.InvariantCulture, $"{name} output {output + k} is {actual:R} in {row}"));
        }
    }

    /// <summary>The series that TA-Lib's tests use where it is not the close.</summary>
    private static IndicatorBar Input(string name, IndicatorBar bar) => name switch
    {
        "BETA" or "CORREL" => bar with { Close = bar.High, Second = bar.Low },
        "HT_DCPERIOD" or "HT_DCPHASE" or "HT_TRENDLINE" or "HT_TRENDMODE" or "HT_PHASOR" or "HT_SINE" => bar with { Close = (bar.High + bar.Low) / 2 },
        "MAX" or "MIN" or "MINMAX" or "MAXINDEX" or "MININDEX" or "MINMAXINDEX" => bar with { Close = bar.Open },
        _ => bar,
    };

    /// <summary>The function a row is about, and the output it begins with.</summary>
    private static (string Name, int Output) Function(JsonElement row)
    {
        if (row.TryGetProperty("doAverage", out JsonElement average))
        {
            return (average.GetInt32() == 1 ? "ATR" : "TRANGE", 0);
        }

        if (row.TryGetProperty("optInNbDeviation_1", out _))
        {
            return ("STDDEV", 0);
        }

        string id = (row.TryGetProperty("theFunction", out JsonElement function) ? function : row.GetProperty("id")).GetString()!;
        string name = id.EndsWith("_TEST", StringComparison.Ordinal) ? id["TA_".Length..^"_TEST".Length] : id["TST_".Length..];
        return name switch
        {
            "AROON_DOWN" => ("AROON", 0),
            "AROON_UP" => ("AROON", 1),
            "ADOSC_3_10" or "ADOSC_5_2" => ("ADOSC", 0),
            _ => (name, 0),
        };
    }

    private static IEnumerable<KeyValuePair<string, double>> Parameters(JsonElement row, IndicatorDefinition definition)
    {
        string? id = row.TryGetProperty("theFunction", out JsonElement function) ? function.GetString() : null;
        foreach (IndicatorParameter parameter in definition.Parameters)
        {
            double? value = parameter.Name switch
            {
                "timeperiod" => Optional(row, "optInTimePeriod") ?? Optional(row, "optInTimePeriod1"),
                "timeperiod1" => Optional(row, "optInTimePeriod1"),
                "timeperiod2" => Optional(row, "optInTimePeriod2"),
                "timeperiod3" => Optional(row, "optInTimePeriod3"),
                "nbdev" => Optional(row, "optInNbDeviation_1"),
                "fastperiod" => id == "TA_ADOSC_5_2_TEST" ? 5 : 3,
                "slowperiod" => id == "TA_ADOSC_5_2_TEST" ? 2 : 10,
                _ => null,
            };
            yield return new KeyValuePair<string, double>(parameter.Name, value ?? parameter.Default);
        }
    }

    private static double? Optional(JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) ? value.GetDouble() : null;

    private static int Number(JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) ? value.GetInt32() : 0;

    private static readonly Lazy<JsonElement> Tables = new(static () =>
        JsonDocument.Parse(File.ReadAllText(TestData.File("talib_ref/ta_regtest_tables.json"))).RootElement);

    private static IndicatorBar[] ReferenceBars() => ReferenceOutputTests.ReferenceBars();
}
