using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Rows of TA-Lib's own regression tables: other periods, other starts and the bars skipped by an unstable period.</summary>
/// <remarks>
/// TA-Lib begins a recursion its lookback before the first bar asked for, so the indicator is fed from there; Metastock's exponential averages
/// begin with the series. Not compared: the rows of MAXINDEX, which repeat the minimum of the rows before them (TA-Lib itself compares only their
/// range), and the three of a range that is none, which nobody can ask a streaming indicator for.
/// </remarks>
public class PublishedRowTests
{
    /// <summary>What the tables' own program allows.</summary>
    private const double Tolerance = 0.01;

    /// <param name="inexact">Rows whose printed number is itself off by more than a unit of its last digit, as TA-Lib's own result there is.</param>
    [SharedTheory]
    [InlineData("test_1in_1out.c", 14, 0)]
    [InlineData("test_1in_2out.c", 11, 1)]
    [InlineData("test_adx.c", 30, 2)]
    [InlineData("test_bbands.c", 19, 0)]
    [InlineData("test_ma.c", 117, 5)]
    [InlineData("test_macd.c", 6, 2)]
    [InlineData("test_minmax.c", 52, 0)]
    [InlineData("test_mom.c", 60, 0)]
    [InlineData("test_per_ema.c", 4, 0)]
    [InlineData("test_per_hl.c", 66, 1)]
    [InlineData("test_per_hlc.c", 44, 0)]
    [InlineData("test_per_hlcv.c", 24, 0)]
    [InlineData("test_per_ohlc.c", 4, 0)]
    [InlineData("test_po.c", 56, 2)]
    [InlineData("test_rsi.c", 41, 0)]
    [InlineData("test_stddev.c", 6, 1)]
    [InlineData("test_stoch.c", 11, 1)]
    [InlineData("test_trange.c", 17, 0)]
    public void Rows_agree_to_the_precision_of_the_tables(string file, int rows, int inexact)
    {
        JsonElement table = Tables.Value.GetProperty(file);
        int compared = 0;
        int beyondPrinted = 0;
        foreach (JsonElement row in table.GetProperty("rows").EnumerateArray().Where(IsComparable))
        {
            beyondPrinted += Compare(row) ? 0 : 1;
            compared++;
        }

        Assert.Equal(rows, compared);
        Assert.Equal(inexact, beyondPrinted);
    }

    /// <summary>The example of J. W. Wilder, New Concepts in Technical Trading Systems (1978), section II, at the bars that the tables print.</summary>
    [SharedTheory]
    [InlineData("test_sar.c")]
    public void The_stops_of_Wilders_own_example_agree(string file)
    {
        double[] high =
        [
            51.12, 52.35, 52.1, 51.8, 52.1, 52.5, 52.8, 52.5, 53.5, 53.5, 53.8, 54.2, 53.4, 53.5, 54.4, 55.2, 55.7, 57, 57.5,
            58, 57.7, 58, 57.5, 57, 56.7, 57.5, 56.7, 56, 56.2, 54.8, 55.5, 54.7, 54, 52.5, 51, 51.5, 51.7, 53,
        ];
        double[] low =
        [
            50, 51.5, 51, 50.5, 51.25, 51.7, 51.85, 51.5, 52.3, 52.5, 53, 53.5, 52.5, 52.1, 53, 54, 55, 56, 56.5,
            57, 56.5, 57.3, 56.7, 56.3, 56.2, 56, 55.5, 55, 54.9, 54, 54.5, 53.8, 53, 51.5, 50, 50.5, 50.2, 51.5,
        ];
        double[] stops = Run(IndicatorTable.Find("SAR")!.Create(), [.. high.Zip(low, static (h, l) => new IndicatorBar(l, h, l, h, 0))], 1)[0];
        JsonElement[] rows = [.. Tables.Value.GetProperty(file).GetProperty("rows").EnumerateArray()];
        Assert.Equal(5, rows.Length);
        Assert.All(rows, row => Assert.Equal(row.GetProperty("oneOfTheExpectedOutReal0").GetDouble(), stops[1 + Number(row, "oneOfTheExpectedOutRealIndex0")], 0.001));
    }

    private static bool IsComparable(JsonElement row) =>
        !IsMaximumIndex(row) && !row.GetProperty("expectedRetCode").GetString()!.StartsWith("TA_OUT_OF_RANGE", StringComparison.Ordinal);

    private static bool IsMaximumIndex(JsonElement row) => row.TryGetProperty("theFunction", out JsonElement function) && function.GetString() == "TA_MAXINDEX_TEST";

    /// <summary>True when every number agrees in all the digits printed.</summary>
    private static bool Compare(JsonElement row)
    {
        (string name, int output) = Function(row);
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        KeyValuePair<string, double>[] parameters = [.. Parameters(row, definition)];
        IndicatorSettings settings = Settings(row);
        if (row.GetProperty("expectedRetCode").GetString() == "TA_BAD_PARAM")
        {
            Assert.Throws<ArgumentException>(() => definition.Create(settings, parameters));
            return true;
        }

        int lookback = definition.Lookback(settings, parameters);
        int start = Math.Max(Number(row, "startIdx"), lookback);
        if (Number(row, "expectedNbElement") == 0)
        {
            Assert.True(start > Number(row, "endIdx"), $"{row}");
            return true;
        }

        Assert.Equal(Number(row, "expectedBegIdx"), start);
        int fedFrom = BeginsWithSeries(name, row) ? 0 : start - lookback;
        IndicatorBar[] bars = [.. ReferenceBars().Skip(fedFrom).Select(b => Input(row.GetRawText().Contains("TA_MAType_MAMA", StringComparison.Ordinal) ? "MAMA" : name, b))];
        bool exact = true;
        double[][] outputs = Run(definition.Create(settings, parameters), bars, definition.Outputs.Length);
        for (int k = 0; row.TryGetProperty($"oneOfTheExpectedOutReal{k}", out JsonElement expected) || (k == 0 && row.TryGetProperty("oneOfTheExpectedOutReal", out expected)); k++)
        {
            int index = row.TryGetProperty($"oneOfTheExpectedOutRealIndex{k}", out JsonElement at) ? at.GetInt32() : Number(row, "oneOfTheExpectedOutRealIndex");
            double actual = outputs[output + k][start - fedFrom + index];
            if (name.EndsWith("INDEX", StringComparison.Ordinal))
            {
                actual = bars[(int)actual].Close; // The tables give the value that the index points at.
            }

            exact &= Math.Abs(actual - expected.GetDouble()) <= Printed(expected);
            Assert.True(
                Math.Abs(actual - expected.GetDouble()) <= Tolerance, string.Create(CultureInfo.InvariantCulture, $"{name} output {output + k} is {actual:R} in {row}"));
        }

        return exact;
    }

    /// <summary>A unit of the last digit printed: some numbers of the tables are cut, not rounded. TA-Lib itself allows 0.01 everywhere.</summary>
    private static double Printed(JsonElement number)
    {
        string text = Math.Round(number.GetDouble(), 8).ToString("R", CultureInfo.InvariantCulture);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int digits = point < 0 ? 0 : text.Length - point - 1;
        return Math.Min(0.01, 1.001 * Math.Pow(10, -digits));
    }

    /// <summary>Every function whose unstable period the row means; a row of MACD means its averages'.</summary>
    private static IndicatorSettings Settings(JsonElement row)
    {
        bool metastock = row.TryGetProperty("compatibility", out JsonElement mode) && mode.GetString() == "TA_COMPATIBILITY_METASTOCK";
        IndicatorSettings settings = IndicatorSettings.Default.With(metastock ? IndicatorCompatibility.Metastock : IndicatorCompatibility.Default);
        foreach (IndicatorDefinition definition in IndicatorTable.All.Where(static d => d.HasUnstablePeriod))
        {
            settings = settings.WithUnstablePeriod(definition.Name, Number(row, "unstablePeriod"));
        }

        return settings;
    }

    private static bool BeginsWithSeries(string name, JsonElement row) =>
        Settings(row).Compatibility == IndicatorCompatibility.Metastock && name is not ("RSI" or "CMO");

    private static double[][] Run(Indicator indicator, IndicatorBar[] bars, int outputs)
    {
        double[][] columns = [.. Enumerable.Range(0, outputs).Select(_ => new double[bars.Length])];
        for (int i = 0; i < bars.Length; i++)
        {
            indicator.Update(bars[i]);
            for (int k = 0; k < outputs; k++)
            {
                columns[k][i] = indicator.Outputs[k];
            }
        }

        return columns;
    }

    /// <summary>The series that TA-Lib's tests use where it is not the close.</summary>
    private static IndicatorBar Input(string name, IndicatorBar bar) => name switch
    {
        "BETA" or "CORREL" => bar with { Close = bar.High, Second = bar.Low },
        "HT_DCPERIOD" or "HT_DCPHASE" or "HT_TRENDLINE" or "HT_TRENDMODE" or "HT_PHASOR" or "HT_SINE" or "MAMA" => bar with { Close = (bar.High + bar.Low) / 2 },
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

        if (row.TryGetProperty("optInNbDevUp", out _))
        {
            return ("BBANDS", 0);
        }

        if (row.TryGetProperty("doPercentage", out JsonElement percentage))
        {
            return (percentage.GetInt32() == 1 ? "PPO" : "APO", 0);
        }

        if (row.TryGetProperty("optInNbDeviation_1", out _))
        {
            return ("STDDEV", 0);
        }

        string id = Id(row)!;
        string name = id.StartsWith("TEST_", StringComparison.Ordinal) ? id["TEST_".Length..]
            : id.EndsWith("_TEST", StringComparison.Ordinal) ? id["TA_".Length..^"_TEST".Length] : id["TST_".Length..];
        return name switch
        {
            "AROON_DOWN" => ("AROON", 0),
            "AROON_UP" => ("AROON", 1),
            "ADOSC_3_10" or "ADOSC_5_2" => ("ADOSC", 0),
            "ANY_MA" => ("MA", 0),
            "FAMA" => ("MAMA", 1),
            _ => (name, 0),
        };
    }

    private static IEnumerable<KeyValuePair<string, double>> Parameters(JsonElement row, IndicatorDefinition definition)
    {
        string? id = Id(row);
        foreach (IndicatorParameter parameter in definition.Parameters)
        {
            double? value = parameter.Name switch
            {
                "timeperiod" => Optional(row, "optInTimePeriod") ?? Optional(row, "optInTimePeriod1") ?? Optional(row, "optInPeriod_0"),
                "timeperiod1" => Optional(row, "optInTimePeriod1"),
                "timeperiod2" => Optional(row, "optInTimePeriod2"),
                "timeperiod3" => Optional(row, "optInTimePeriod3"),
                "nbdev" => Optional(row, "optInNbDeviation_1"),
                "fastperiod" => Optional(row, "optInFastPeriod") ?? (id == "TA_ADOSC_5_2_TEST" ? 5 : 3),
                "slowperiod" => Optional(row, "optInSlowPeriod") ?? (id == "TA_ADOSC_5_2_TEST" ? 2 : 10),
                "signalperiod" => Optional(row, "optInSignalPeriod_2"),
                "nbdevup" => Optional(row, "optInNbDevUp"),
                "nbdevdn" => Optional(row, "optInNbDevDn"),
                "matype" => AverageType(row, "optInMAType_1", "optInMethod_2", "optInMethod_3"),
                "fastmatype" or "slowmatype" or "signalmatype" => (double)MovingAverageType.Ema,
                "fastk_period" => id == "TEST_STOCHRSI" ? Optional(row, "optInPeriod_1") : Optional(row, "optInPeriod_0"),
                "slowk_period" => Optional(row, "optInPeriod_1"),
                "slowd_period" or "fastd_period" => Optional(row, "optInPeriod_2"),
                "slowk_matype" => AverageType(row, "optInMAType_1"),
                "slowd_matype" or "fastd_matype" => AverageType(row, "optInMAType_2"),
                _ => null,
            };
            yield return new KeyValuePair<string, double>(parameter.Name, value ?? parameter.Default);
        }
    }

    private static string? Id(JsonElement row) =>
        row.EnumerateObject().Where(static p => p.Name is "theFunction" or "id" or "testId").Select(static p => p.Value.GetString()).FirstOrDefault();

    private static double? AverageType(JsonElement row, params string[] fields)
    {
        string? name = row.EnumerateObject().Where(p => fields.Contains(p.Name)).Select(static p => p.Value.GetString()).FirstOrDefault();
        return name is null ? null : (double)Enum.Parse<MovingAverageType>(name["TA_MAType_".Length..], ignoreCase: true);
    }

    private static double? Optional(JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) ? value.GetDouble() : null;

    private static int Number(JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) ? value.GetInt32() : 0;

    private static readonly Lazy<JsonElement> Tables = new(static () =>
        JsonDocument.Parse(File.ReadAllText(TestData.File("talib_ref/ta_regtest_tables.json"))).RootElement);

    private static IndicatorBar[] ReferenceBars() => ReferenceOutputTests.ReferenceBars();
}
