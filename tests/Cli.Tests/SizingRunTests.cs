using System.Globalization;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>optimize</c> in a run: its rows size decisions, go away when the limits clash, and replay and audit agree.</summary>
public sealed class SizingRunTests : IDisposable
{
    private const string Pack = """
        Use decisions!
        Use sizing!

        /// How much to hold of a symbol, in base units.
        Decl size(Sym, Units) descr [extensional(), key([Sym])] bound [/string, /dec8].

        /// What one entry may cost, in quote currency.
        param budget = 100.0 in [0.0, 1000.0].

        /// As much as the budget buys at the ask, and at least one unit.
        optimize size(Sym, W) maximize W subject to quote(_, Sym, _, Ask, _, _), W * Ask <= budget, W >= 1.0.

        /// The bid is above 100.
        #[id("sized.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 5.0, 1.0) :-
            quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.

        /// Never more than the optimum.
        #[id("sized.cap")]
        cap(Sym, Units) :- size(Sym, Units).

        /// The limits clash: nothing is begun until they fit again.
        #[id("sized.clash")]
        veto(Sym, /unsized) :- propose(Sym, _, _, _), sizing_clash("size", _).
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_optimum_sizes_decisions_and_a_clash_vetoes_them_and_replay_and_audit_agree()
    {
        Answer run = Run("journal");

        Assert.True(run.Code == ExitCode.Fine, run.Error);
        Assert.Contains("decision(\"BTCUSDT\", {/kind: /long, /venue: /binance_usdm}, 1.00999899)  by sized.long", run.Out, StringComparison.Ordinal);
        Assert.Contains("not decided  1: vetoed /unsized 1", run.Out, StringComparison.Ordinal);
        Assert.Contains("no 'size' is published until that changes: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot hold together", run.Error, StringComparison.Ordinal);

        string vetoed = Scalp.Run("non-decisions", _folder["journal"]).Lines.Single().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Answer why = Scalp.Run("explain", vetoed, "--journal", _folder["journal"]);
        Assert.Contains("sizing_clash(\"size\", \"", why.Out, StringComparison.Ordinal);
        Assert.Contains("W * Ask <= budget", why.Out, StringComparison.Ordinal);
        Assert.Contains("optimize", why.Out, StringComparison.Ordinal);

        Answer replay = Scalp.Run("replay", _folder["journal"]), audit = Scalp.Run("audit", _folder["journal"]);
        Assert.True(replay.Code == ExitCode.Fine, replay.Out + replay.Error);
        Assert.True(audit.Code == ExitCode.Fine, audit.Out + audit.Error);
    }

    [Fact]
    public void At_full_speed_the_same_feed_gives_the_same_run()
    {
        Assert.Equal(Hash(Run("first")), Hash(Run("second")));

        static string Hash(Answer run) => run.Lines.Single(static l => l.Contains("hash ", StringComparison.Ordinal)).Split("hash ")[1];
    }

    private Answer Run(string journal)
    {
        string pack = _folder.Write("pack/sized.rules", Pack);
        string feed = "replay:" + _folder.Write("tape.jsonl", Capture()) + "?venue=/binance_usdm";
        return Scalp.Run("run", "--rules", pack, "--feed", feed, "--journal", _folder[journal]);
    }

    /// <summary>An entry at 100.02 with what 100 buys at 99.01; then an ask of 101.01, at which one unit costs too much.</summary>
    private static string Capture() => string.Concat(
        Ticker(1_000, "99.00", "99.01"), Ticker(1_100, "99.00", "99.01"), Ticker(1_200, "100.01", "100.02"), Ticker(1_300, "99.50", "99.51"),
        Ticker(5_000, "99.60", "101.01"), Ticker(5_100, "99.60", "101.01"), Ticker(5_200, "100.01", "100.02"), Ticker(5_300, "99.50", "99.51"));

    private static string Ticker(int at, string bid, string ask) => string.Create(
        CultureInfo.InvariantCulture, $"{at}000000 {{\"e\":\"bookTicker\",\"u\":{at},\"s\":\"BTCUSDT\",\"b\":\"{bid}\",\"B\":\"9\",\"a\":\"{ask}\",\"A\":\"9\",\"T\":{at},\"E\":{at}}}\n");
}
