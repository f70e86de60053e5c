using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints what a stream took and did.</summary>
internal sealed class StreamReport(Terminal terminal, StreamBenchRequest request)
{
    public void Print(int transactions, int rolledBack, StreamTimes times, SortedDictionary<string, RelationCount> counts)
    {
        double megabytes = Environment.WorkingSet / 1048576.0;
        if (request.Json)
        {
            PrintJson(transactions, rolledBack, times, counts, megabytes);
            return;
        }

        terminal.Out.WriteLine(Line($"{transactions} transactions, {request.Engine} engine{(rolledBack > 0 ? $", {rolledBack} rolled back" : "")}"));
        terminal.Out.WriteLine(Line($"{times.PerSecond:F0} transactions/s"));
        terminal.Out.WriteLine(Line($"p50 {times.Microseconds(0.5):F2} µs, p99 {times.Microseconds(0.99):F2} µs, p99.9 {times.Microseconds(0.999):F2} µs, max {times.Microseconds(1):F1} µs"));
        terminal.Out.WriteLine(Line($"{times.BytesEach:F0} bytes allocated per transaction, {megabytes:F0} MB resident"));
        foreach ((string name, RelationCount count) in counts)
        {
            terminal.Out.WriteLine(Line($"{name}: {count.Rows} rows, {count.Appeared} appeared, {count.Vanished} vanished"));
        }
    }

    private void PrintJson(int transactions, int rolledBack, StreamTimes times, SortedDictionary<string, RelationCount> counts, double megabytes) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            engine = request.Engine,
            transactions,
            rolledBack,
            perSecond = Math.Round(times.PerSecond),
            p50us = Math.Round(times.Microseconds(0.5), 3),
            p99us = Math.Round(times.Microseconds(0.99), 3),
            p999us = Math.Round(times.Microseconds(0.999), 3),
            maxus = Math.Round(times.Microseconds(1), 3),
            bytesPerTransaction = Math.Round(times.BytesEach),
            residentMegabytes = Math.Round(megabytes),
            relations = counts.ToDictionary(static c => c.Key, static c => new { rows = c.Value.Rows, appeared = c.Value.Appeared, vanished = c.Value.Vanished }),
        }));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
