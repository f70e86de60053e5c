using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Funding rates reach rules in a run, are journalled, and the journal decides the same again.</summary>
public sealed class FundingRunTests
{
    private const string Pack = """
        Use market!
        Use venues!
        Use decisions!
        /// Shorts are paid well: sell.
        #[id("funding.short"), class(/entry), priority(10)]
        propose(Sym, {/kind: /short, /venue: /binance_usdm}, 0.5, 1.0) :- feature(Sym, funding_rate, Rate), Rate > 0.0005, quote(/binance_usdm, Sym, _, _, _, _).
        """;

    [Fact]
    public void A_file_of_rates_beside_a_capture_decides_and_replays()
    {
        using TempFolder folder = new();
        string pack = folder.Write("pack/funding.rules", Pack);
        string quotes = folder.Write("quotes.jsonl", string.Concat(Enumerable.Range(1, 9).Select(static second =>
            $$"""{{second}}000000000 {"e":"bookTicker","u":{{second}},"s":"BTCUSDT","b":"100","B":"5","a":"100.01","A":"5","T":{{second}}000,"E":{{second}}000}""" + "\n")));
        string rates = folder.Write("rates.csv", "ts_ms,funding_rate\n2500,0.0001\n5500,0.0009\n");

        Answer run = Scalp.Run("run", "--rules", pack, "--feed", "replay:" + quotes, "--feed", $"funding:{rates}?venue=/binance_usdm&symbol=BTCUSDT", "--journal", folder["journal"], "--json", "--proofs", "all");

        Assert.True(run.Code == ExitCode.Fine, run.Error);
        JsonElement decision = JsonDocument.Parse(run.Lines.First(static l => l.Contains("\"decision\"", StringComparison.Ordinal))).RootElement;
        Assert.Contains("funding.short", decision.ToString(), StringComparison.Ordinal);
        Assert.Contains("funding_rate", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, Scalp.Run("replay", folder["journal"]).Code);
        Assert.Equal(ExitCode.Fine, Scalp.Run("audit", folder["journal"]).Code);
    }
}
