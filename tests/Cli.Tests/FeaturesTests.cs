namespace CryptoScalp.Rules.Cli.Tests;

public sealed class FeaturesTests
{
    private const string Bars = """
        ts_ms,open,high,low,close,volume
        60000,1,3,1,2,10
        120000,2,5,2,4,10
        180000,4,7,3,6,10
        240000,6,8,4,5,10

        """;

    [Fact]
    public void Compute_writes_a_row_a_bar_and_leaves_cells_without_a_value_empty()
    {
        using TempFolder folder = new();
        string bars = folder.Write("bars.csv", Bars);
        Scalp.Run("features", "compute", bars, "-i", "sma(2)", "-i", "minmax(timeperiod=3)").Prints("""
            ts_ms,sma(2),minmax(timeperiod=3).min,minmax(timeperiod=3).max
            60000,,,
            120000,3,,
            180000,5,2,6
            240000,5.5,4,6
            """);
    }

    [Fact]
    public void Compute_can_write_a_file()
    {
        using TempFolder folder = new();
        Scalp.Run("features", "compute", folder.Write("bars.csv", Bars), "-i", "mom(1)", "--out", folder["out.csv"]).Prints("");
        Assert.Equal("ts_ms,mom(1)\n60000,\n120000,2\n180000,2\n240000,-1\n", File.ReadAllText(folder["out.csv"]));
    }

    [Fact]
    public void A_row_that_is_no_bar_is_named_and_the_answer_is_1()
    {
        using TempFolder folder = new();
        string bars = folder.Write("bars.csv", Bars + "300000,6,x,4,5,10\n");
        Scalp.Run("features", "compute", bars, "-i", "sma(2)").FailsWith(ExitCode.WrongInput, "bars.csv", "1 rows");
    }

    [Theory]
    [InlineData("rsx", "there is no indicator 'rsx'; did you mean RSI?")]
    [InlineData("rsi(1)", "timeperiod of RSI is 1; it must be a whole number from 2 to 100000")]
    [InlineData("rsi(period=3)", "RSI has no parameter 'period'; it has timeperiod")]
    [InlineData("rsi(14", "closing parenthesis")]
    [InlineData("rsi(14, 15)", "one too many")]
    [InlineData("add", "second series")]
    public void A_wrong_call_says_what_to_write_instead(string call, string message)
    {
        using TempFolder folder = new();
        Scalp.Run("features", "compute", folder.Write("bars.csv", Bars), "-i", call).FailsWith(ExitCode.WrongCall, message);
    }

    [Fact]
    public void List_names_all_and_describe_tells_the_parameters()
    {
        Assert.Equal(215, Scalp.Run("features", "list").Lines.Length);
        Scalp.Run("features", "describe", "rsi").Prints("""
            RSI: Relative strength index
            reads    close
            outputs  value
            lookback 14 bars with these defaults; the first values depend on where the series began
              timeperiod = 14: a whole number from 2 to 100000
            """);
        Assert.Contains("\"lookback\":33", Scalp.Run("features", "describe", "macd", "--json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_features_is_computed_and_the_telling_ones_are_selected()
    {
        using TempFolder folder = new();
        string bars = folder.Write("bars.csv", "ts_ms,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 200).Select(static i =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i * 60_000},{100 + (i * 37 % 11)},{120 + (i * 37 % 11)},{80},{100 + (i * 53 % 17)},{1 + (i % 7)}\n"))));
        string list = folder.Write("features.json", """{ "features": ["mom(1)", "lag(mom(1), 1)", "zscore(mom(1), 20)"] }""");
        Scalp.Run("features", "compute", bars, "--features", list, "--out", folder["table.csv"]).Prints("");
        Assert.StartsWith("ts_ms,mom(1),lag(mom(1); 1),zscore(mom(1); 20)\n", File.ReadAllText(folder["table.csv"]), StringComparison.Ordinal);
        string[] lines = Scalp.Run("features", "select", folder["table.csv"], "--label", "mom(1)").Lines;
        Assert.StartsWith("180 rows with every number; the model explains", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, static l => l.Contains("zscore(mom(1); 20)", StringComparison.Ordinal) && l.EndsWith("chosen", StringComparison.Ordinal));
        Scalp.Run("features", "select", folder["table.csv"], "--label", "mon(1)").FailsWith(ExitCode.WrongInput, "there is no column 'mon(1)'");
        Scalp.Run("features", "compute", bars, "--features", folder.Write("bad.json", """{ "features": ["rsj(1)"] }""")).FailsWith(ExitCode.WrongCall, "did you mean 'rsi'?");
        Scalp.Run("features", "compute", bars).FailsWith(ExitCode.WrongCall, "say what to compute");
    }

    [Fact]
    public void Describe_knows_features_of_ticks_and_combinators_too()
    {
        Scalp.Run("features", "describe", "MID").Prints("""
            mid: (bid + ask) / 2
            unit     quote currency
            fact     mid(venue /name, symbol /string, value /float64), keyed by venue and symbol
            warm-up  0 ms
            lives    while the feed is live, or as long as ttl(...) of its declaration says after the last update
            """);
        Scalp.Run("features", "describe", "mean_by").Prints("""
            mean_by: Mean over the bars of the window whose second value is as now
            reads    two other features, bar by bar
            window   500 bars unless given; 2 to 100000
            example  mean_by(roc(1), regime, 500)
            """);
    }

    [Fact]
    public void Everything_listed_can_be_described()
    {
        string[] names = [.. Scalp.Run("features", "list", "--json").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!)];
        Assert.True(names.Length > 200, $"only {names.Length} features");
        Assert.All(names, static name => Assert.Equal(ExitCode.Fine, Scalp.Run("features", "describe", name, "--json").Code));
    }

    [Fact]
    public void The_library_of_regimes_names_the_number_of_each()
    {
        using TempFolder folder = new();
        folder.Write("calm.rules", "Use regimes!\ncalm(S) :- regime(S, /normal).\n");
        string[] names = ["/normal", "/trending", "/low_volatility", "/volatile", "/flash_crash"];
        string cases = string.Join("\n", names.Select(static (name, code) => $"test \"regime {code}\" {{ at 0ms feature(\"BTCUSDT\", regime, {code}.0). expect regime(\"BTCUSDT\", {name}). }}"));
        folder.Write("calm.test.rules", cases + "\n");
        Answer answer = Scalp.Run("test", folder.Path);
        Assert.True(answer.Code == ExitCode.Fine, answer.Out + answer.Error);
        Assert.Contains("5 passed", answer.Out, StringComparison.Ordinal);
    }
}
