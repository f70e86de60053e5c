using System.Text.Json;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary><c>POST /analyze</c>: the founding document's four rules on the data of the request alone.</summary>
public sealed class AnalyzeTests
{
    private const string Empty = """{"arbitrage_opportunities":[],"volatile_markets":[],"risk_correlations":[],"conflicting_signals":[]}""";

    [Theory]
    [InlineData("""{}""", Empty)]
    [InlineData("""{"prices":[{"exchange":"binance","symbol":"BTCUSDT","price":"100.0"},{"exchange":"okx","symbol":"BTCUSDT","price":"100.5"}]}""",
        """{"arbitrage_opportunities":[{"exchange1":"binance","exchange2":"okx","symbol":"BTCUSDT","price_diff":"0.5"}],"volatile_markets":[],"risk_correlations":[],"conflicting_signals":[]}""")]
    [InlineData("""{"prices":[{"exchange":"a","symbol":"X","price":"100.0"},{"exchange":"b","symbol":"X","price":"100.001"}]}""", Empty)]
    [InlineData("""{"prices":[{"exchange":"a","symbol":"X","price":1},{"exchange":"b","symbol":"Y","price":2}]}""", Empty)]
    [InlineData("""{"volatility":[{"timestamp":7,"value":0.06}],"volume_spikes":[{"timestamp":7,"ratio":2.5}]}""",
        """{"arbitrage_opportunities":[],"volatile_markets":[{"timestamp":7}],"risk_correlations":[],"conflicting_signals":[]}""")]
    [InlineData("""{"volatility":[{"timestamp":7,"value":0.05}],"volume_spikes":[{"timestamp":7,"ratio":2.5}]}""", Empty)]
    [InlineData("""{"volatility":[{"timestamp":7,"value":0.06}],"volume_spikes":[{"timestamp":8,"ratio":2.5}]}""", Empty)]
    [InlineData("""{"correlations":[{"asset1":"BTC","asset2":"ETH","correlation":0.81}],"positions":[{"asset":"BTC","quantity":1},{"asset":"ETH","quantity":"0.5"}]}""",
        """{"arbitrage_opportunities":[],"volatile_markets":[],"risk_correlations":[{"asset1":"BTC","asset2":"ETH"}],"conflicting_signals":[]}""")]
    [InlineData("""{"correlations":[{"asset1":"BTC","asset2":"ETH","correlation":0.81}],"positions":[{"asset":"BTC","quantity":1},{"asset":"ETH","quantity":-1}]}""", Empty)]
    [InlineData("""{"signals":[{"strategy":"s1","symbol":"X","action":"BUY","confidence":0.7},{"strategy":"s2","symbol":"X","action":"SELL","confidence":0.9}]}""",
        """{"arbitrage_opportunities":[],"volatile_markets":[],"risk_correlations":[],"conflicting_signals":[{"strategy1":"s1","strategy2":"s2","symbol":"X"}]}""")]
    [InlineData("""{"signals":[{"strategy":"s1","symbol":"X","action":"BUY","confidence":0.7},{"strategy":"s2","symbol":"X","action":"SELL","confidence":0.6}]}""", Empty)]
    public async Task The_four_rules_answer_as_printed(string request, string expected)
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Equal(expected, (await run.Post("/analyze", request)).IsFine().GetRawText());
    }

    [Theory]
    [InlineData("""{"price":[]}""", 400, "did you mean 'prices'?")]
    [InlineData("""{"prices":{}}""", 400, "prices: a list is needed")]
    [InlineData("""{"prices":[{"exchange":"a","symbol":"X"}]}""", 400, "prices[0].price: it is missing")]
    [InlineData("""{"prices":[{"exchange":"a","symbol":"X","price":1,"size":2}]}""", 400, "prices[0]")]
    [InlineData("""{"prices":[{"exchange":"a","symbol":"X","price":"dear"}]}""", 422, "prices[0].price")]
    [InlineData("""{"prices":[{"exchange":"a","symbol":"X","price":[]}]}""", 400, "a text or a number is needed")]
    public async Task A_fault_of_the_request_names_its_field(string request, int status, string words)
    {
        ServedRun run = await ServedRun.Shared;

        Assert.Contains(words, (await run.Post("/analyze", request)).IsProblem(status, HostDiagnostics.FieldWrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_leaves_nothing_for_the_next()
    {
        ServedRun run = await ServedRun.Shared;
        const string One = """{"prices":[{"exchange":"a","symbol":"X","price":1}]}""", Other = """{"prices":[{"exchange":"b","symbol":"X","price":2}]}""";

        foreach (string request in new[] { One, Other })
        {
            JsonElement answer = (await run.Post("/analyze", request)).IsFine();
            Assert.Equal(0, answer.GetProperty("arbitrage_opportunities").GetArrayLength());
        }
    }
}
