using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

public sealed class PortfolioTests
{
    private const string Prices = """
        date,BTC,ETH,NEW
        2024-01-01,100,50,
        2024-01-02,110,60,
        2024-01-03,99,45,10
        2024-01-04,108.9,54,11
        2024-01-05,119.79,63,12.1

        """;

    [Fact]
    public void A_table_of_prices_gives_each_assets_statistics_and_how_they_move_together()
    {
        using TempFolder folder = new();
        string[] lines = Scalp.Run("features", "portfolio", folder.Write("prices.csv", Prices)).Lines;

        Assert.StartsWith("             return volatility", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, static l => l.StartsWith("BTC", StringComparison.Ordinal) && l.Contains("-0.1000", StringComparison.Ordinal));
        Assert.Contains("correlations over 4 periods, each pair where both have a return", lines);
    }

    [Fact]
    public void Weights_make_a_portfolio_of_the_assets()
    {
        using TempFolder folder = new();
        string weights = folder.Write("weights.csv", "asset,weight\nBTC,0.5\nETH,0.5\n");

        using JsonDocument answer = JsonDocument.Parse(Scalp.Run("features", "portfolio", folder.Write("prices.csv", Prices), "--weights", weights, "--json").Out);
        JsonElement portfolio = answer.RootElement.GetProperty("rows")[3];

        Assert.Equal("portfolio", portfolio.GetProperty("name").GetString());
        Assert.Equal(-0.175, portfolio.GetProperty("maximumDrawdown").GetDouble(), 12);
        Assert.Equal(0.175, portfolio.GetProperty("worstRealisation").GetDouble(), 12);
        Assert.Equal("NaN", answer.RootElement.GetProperty("correlations")[0][2].GetString());
    }

    [Theory]
    [InlineData("date,A\nx,1\ny,-2\n", "line 3, column 'A': '-2' is no positive price")]
    [InlineData("date,A\nx,1\ny\n", "line 3 has 1 cells, the header 2")]
    [InlineData("date,A\nx,1\n", "a header and at least two rows")]
    public void A_table_that_is_none_is_named_by_its_line(string prices, string message)
    {
        using TempFolder folder = new();
        Scalp.Run("features", "portfolio", folder.Write("prices.csv", prices)).FailsWith(ExitCode.WrongInput, message);
    }

    [Theory]
    [InlineData("BTC,0.5\nXRP,0.5\n", "there is no column 'XRP'; the prices have BTC, ETH, NEW")]
    [InlineData("BTC,0.5\nBTC,0.5\n", "there is a second weight of 'BTC'")]
    [InlineData("BTC,half\n", "the weight of 'BTC' is no number")]
    [InlineData("asset,weight\n", "it names no weight")]
    public void Weights_that_fit_no_column_are_refused(string weights, string message)
    {
        using TempFolder folder = new();
        Scalp.Run("features", "portfolio", folder.Write("prices.csv", Prices), "--weights", folder.Write("weights.csv", weights)).FailsWith(ExitCode.WrongInput, message);
    }

    [Theory]
    [InlineData("--periods", "0", "--periods is the number of rows in a year")]
    [InlineData("--alpha", "1.5", "--alpha is the worst share")]
    public void A_wrong_option_says_what_it_means(string option, string value, string message)
    {
        using TempFolder folder = new();
        Scalp.Run("features", "portfolio", folder.Write("prices.csv", Prices), option, value).FailsWith(ExitCode.WrongCall, message);
    }
}
