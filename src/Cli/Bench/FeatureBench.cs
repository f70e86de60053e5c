using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>Times every indicator with its defaults over one series of made-up bars: streaming per bar, batch for all bars.</summary>
internal sealed class FeatureBench(Terminal terminal, int barCount, bool json)
{
    private const int Rounds = 12;
    private const int WarmUpBars = 200;
    private const int WarmUpRounds = 40;

    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(500);

    /// <summary>What a scalper has on the screen.</summary>
    private static readonly string[] Common =
        ["ADX", "ATR", "BBANDS", "CCI", "EMA", "LINEARREG", "MACD", "MFI", "OBV", "ROC", "RSI", "SMA", "STDDEV", "STOCH", "WMA"];

    public int Run()
    {
        IndicatorBar[] bars = BenchBars.Walk(barCount);
        WarmUp(bars);
        FeatureTime[] times = [.. IndicatorTable.All.Select(d => Measure(d, bars))];
        double together = new TogetherBench(bars).BestMs(Rounds);
        if (json)
        {
            terminal.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(times.Append(new FeatureTime("all together", 0, together, 0))));
            return ExitCode.Fine;
        }

        foreach (FeatureTime time in times.OrderByDescending(static t => t.StreamingNs).Take(15))
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {time.Name,-20} {time.StreamingNs,8:F1} ns a bar, batch {time.BatchMs,7:F3} ms"));
        }

        Report("all", times);
        Report("common 15", [.. times.Where(static t => Common.Contains(t.Name))]);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all together: {together:F3} ms for {barCount} bars in one batch"));
        return ExitCode.Fine;
    }

    private void Report(string what, FeatureTime[] times) => terminal.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {times.Sum(static t => t.StreamingNs) / 1000:F3} us a bar streaming, {times.Sum(static t => t.BatchMs):F3} ms for {barCount} bars in batch, {times.Sum(static t => t.BytesPerBar):F1} bytes a bar"));

    /// <summary>Runs everything often enough to be compiled for good, as it would be in a process that has run for a minute, and lets the compiler finish.</summary>
    private static void WarmUp(IndicatorBar[] bars)
    {
        IndicatorBar[] few = bars[..Math.Min(bars.Length, WarmUpBars)];
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (IndicatorDefinition definition in IndicatorTable.All)
            {
                Measure(definition, few, WarmUpRounds);
            }

            new TogetherBench(bars).BestMs(Rounds);

            Thread.Sleep(CompilerPause);
        }
    }

    /// <summary>The best of some rounds: what the machine can do when nothing else runs.</summary>
    private static FeatureTime Measure(IndicatorDefinition definition, IndicatorBar[] bars, int rounds = Rounds)
    {
        double[] output = new double[bars.Length * definition.Outputs.Length];
        IndicatorBar[] own = BenchBars.For(definition, bars);
        (double streaming, double batch, long bytes) = (double.MaxValue, double.MaxValue, long.MaxValue);
        for (int round = 0; round < rounds; round++)
        {
            Indicator indicator = definition.Create();
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            foreach (ref readonly IndicatorBar bar in own.AsSpan())
            {
                indicator.Update(in bar);
            }

            streaming = Math.Min(streaming, Stopwatch.GetElapsedTime(start).TotalNanoseconds / bars.Length);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            batch = Math.Min(batch, Batch(definition, own, output));
        }

        return new FeatureTime(definition.Name, streaming, batch, (double)bytes / bars.Length);
    }

    private static double Batch(IndicatorDefinition definition, IndicatorBar[] bars, double[] output)
    {
        BenchColumns columns = new(bars);
        long start = Stopwatch.GetTimestamp();
        definition.Compute(columns.Series, output);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private sealed record FeatureTime(string Name, double StreamingNs, double BatchMs, double BytesPerBar);
}
