using System.Diagnostics;
using System.Globalization;
using System.Text;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>How long many rules take from their texts until they can be put in force, beside a run in which many rows stand; then the same with one rule more.</summary>
internal static class StagingReport
{
    /// <param name="options">Rules and rows.</param>
    /// <param name="output">Takes the figures.</param>
    public static bool Print(string[] options, TextWriter output)
    {
        int rules = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 500;
        int rows = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 100_000;
        BoundProgram first = PackSources.Of([("bench.rules", "Use market!\nbuy(V, S) :- quote(V, S, B, _, _, _), feed(V, S, /live), B > 1000000.0.\n")]).Bind().Program!;
        using TickPipeline run = new(first, new TickPipelineOptions { Instruments = DefaultInstruments.Create(), KeepsTape = true }, static (in MarketEvent _) => null, new NobodyWatches());
        for (int i = 0; i < rows / 2; i++)
        {
            run.Process(Quote(i));
        }

        PackKeeper keeper = new(run, new PackPolicy { Proves = false, ReplayTransactions = 1_000, KeepsSpare = true }, TimeProvider.System, capacity: 2_000);
        keeper.Pump();
        output.WriteLine(Line($"{rows} rows stand; {run.Counters.Ticks} ticks so far"));
        bool isReady = true;
        for (int i = 0; i < 4; i++)
        {
            isReady &= Stage(keeper, Text(rules, i), i == 0 ? "first" : "one rule changed", output);
            run.ServeNow();
        }

        return isReady;
    }

    private static bool Stage(PackKeeper keeper, string text, string what, TextWriter output)
    {
        CollectorUsage before = CollectorUsage.Now();
        long started = Stopwatch.GetTimestamp();
        GateCheck check = PackGate.Check(PackSources.Of([("bench.rules", text)]), keeper.ActiveProgram, new PackPolicy { Proves = false }, CancellationToken.None);
        double gated = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        PackView staged = keeper.Stage(check, "benchmark");
        double all = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        output.WriteLine(Line($"{what}: {staged.State} after {all:F0} ms, of which parsed, bound and gated {gated:F0} ms; {CollectorUsage.Now().Since(before)}"));
        return staged.State == PackState.Ready;
    }

    private static MarketEvent Quote(int i)
    {
        Dec8 bid = new((100 + (i % 1000)) * Dec8.Scale), ask = new((101 + (i % 1000)) * Dec8.Scale);
        EventStamp stamp = new(EventTime.FromMilliseconds(1_000 + (i / 100)), default, default, new SourcePosition(0, i));
        return MarketEvent.OfQuote(new Instrument($"/venue{i % 5}", $"S{i / 5}"), stamp, new Quote(bid, Dec8.One, ask, Dec8.One, 0));
    }

    /// <summary>Each rule looks at one price of one venue; one in ten joins two of them.</summary>
    private static string Text(int rules, int version)
    {
        StringBuilder text = new("Use market!\nbuy(V, S) :- quote(V, S, B, _, _, _), feed(V, S, /live), B > 1000000.0.\n");
        for (int i = 0; i < rules; i++)
        {
            double low = 100 + (i * 2) + (i == 250 ? version * 0.25 : 0);
            text.Append(CultureInfo.InvariantCulture, $"r{i}(S, B) :- quote(/venue{i % 5}, S, B, _, _, _), B > {low:F2}, B < {low + 2:F2}{(i % 10 == 9 ? $", r{i - 1}(S, _)" : "")}.\n");
        }

        return text.ToString();
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
