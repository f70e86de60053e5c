using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints what a stream took and did.</summary>
internal sealed class StreamReport(Terminal terminal, StreamBenchRequest request)
{
    public void Print(StreamTotals totals, ProcessMemory process, StreamTimes times, SortedDictionary<string, RelationCount> counts)
    {
        if (request.Json)
        {
            PrintJson(totals, process, times, counts);
            return;
        }

        string timers = totals.Timers > 0 ? Line($", {totals.Timers} timers before them") : "";
        string rolledBack = totals.RolledBack > 0 ? Line($", {totals.RolledBack} rolled back") : "";
        terminal.Out.WriteLine(Line($"{totals.Transactions} transactions, {request.Engine} engine; the first {totals.WarmUp} warm up and are not timed{timers}{rolledBack}"));
        terminal.Out.WriteLine(Line($"{times.PerSecond:F0} transactions/s"));
        terminal.Out.WriteLine(Line($"p50 {times.Microseconds(0.5):F2} µs, p99 {times.Microseconds(0.99):F2} µs, p99.9 {times.Microseconds(0.999):F2} µs, max {times.Microseconds(1):F1} µs"));
        terminal.Out.WriteLine(Line($"{times.BytesEach:F0} bytes allocated per transaction; {totals.StateMegabytes:F3} MB of state, {process.PeakMegabytes:F0} MB peak of the process"));
        foreach ((string name, RelationCount count) in counts)
        {
            terminal.Out.WriteLine(Line($"{name}: {count.Rows} rows, {count.Appeared} appeared, {count.Vanished} vanished, checksum {count.Checksum}"));
        }
    }

    private void PrintJson(StreamTotals totals, ProcessMemory process, StreamTimes times, SortedDictionary<string, RelationCount> counts) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            engine = request.Engine,
            transactions = totals.Transactions,
            warmUp = totals.WarmUp,
            timers = totals.Timers,
            rolledBack = totals.RolledBack,
            perSecond = Math.Round(times.PerSecond),
            p50us = Math.Round(times.Microseconds(0.5), 3),
            p99us = Math.Round(times.Microseconds(0.99), 3),
            p999us = Math.Round(times.Microseconds(0.999), 3),
            maxus = Math.Round(times.Microseconds(1), 3),
            bytesPerTransaction = Math.Round(times.BytesEach, 1),
            stateMegabytes = Math.Round(totals.StateMegabytes, 6),
            peakMegabytes = Math.Round(process.PeakMegabytes),
            residentMegabytes = Math.Round(process.ResidentMegabytes),
            relations = counts.ToDictionary(static c => c.Key, static c => new { rows = c.Value.Rows, appeared = c.Value.Appeared, vanished = c.Value.Vanished, checksum = c.Value.Checksum }),
        }));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
