using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A small market: the price of one symbol rises above 100, falls below its stop, and waits, again and again; and a pack that buys it.</summary>
internal static class Tape
{
    /// <summary>Buys when the bid is above 100; the shared exits sell.</summary>
    public const string Pack = """
        Use decisions!

        /// The bid is above 100.
        #[id("tape.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :-
            quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        """;

    /// <summary>A capture of futures tickers. Every cycle of four seconds gives one entry, one vetoed candidate and one stop.</summary>
    public static string Capture(int cycles)
    {
        StringBuilder lines = new();
        for (int i = 0; i < cycles; i++)
        {
            int at = 1_000 + (i * 4_000);
            Ticker(lines, at, "99.00", "99.01");
            Ticker(lines, at + 100, "100.01", "100.50"); // too wide: vetoed
            Ticker(lines, at + 200, "100.01", "100.02"); // entry
            Ticker(lines, at + 300, "99.50", "99.51"); // stop
        }

        return lines.ToString();
    }

    private static void Ticker(StringBuilder lines, int at, string bid, string ask) => lines.Append(
        CultureInfo.InvariantCulture, $"{at}000000 {{\"e\":\"bookTicker\",\"u\":{at},\"s\":\"BTCUSDT\",\"b\":\"{bid}\",\"B\":\"9\",\"a\":\"{ask}\",\"A\":\"9\",\"T\":{at},\"E\":{at}}}\n");
}
