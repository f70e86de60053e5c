using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints a host's answers about packs for people.</summary>
internal sealed class PackPrinter(Terminal terminal)
{
    public void List(JsonElement answer)
    {
        foreach (JsonElement pack in answer.GetProperty("packs").EnumerateArray())
        {
            Head(pack);
            if (pack.TryGetProperty("failure", out JsonElement failure))
            {
                Step(failure);
            }
        }
    }

    public void Pack(JsonElement pack)
    {
        Head(pack);
        if (pack.TryGetProperty("report", out JsonElement report))
        {
            Report(report);
        }

        if (pack.TryGetProperty("shadow", out JsonElement shadow))
        {
            terminal.Out.WriteLine("shadow: " + Counts(shadow));
            Differences(shadow);
        }
    }

    public void Report(JsonElement report)
    {
        foreach (JsonElement step in report.GetProperty("steps").EnumerateArray())
        {
            Step(step);
        }

        if (report.TryGetProperty("rules", out JsonElement rules))
        {
            Names(rules, "rules added", "rulesAdded");
            Names(rules, "rules removed", "rulesRemoved");
            Names(rules, "rules changed", "rulesChanged");
            Names(rules, "parameters", "paramsChanged");
        }

        Differences(report.GetProperty("decisions"));
    }

    private void Step(JsonElement step)
    {
        terminal.Out.WriteLine($"  {Text(step, "outcome"),-7} {Text(step, "step"),-12} {Text(step, "summary")}");
        Lines(step.GetProperty("diagnostics").EnumerateArray().Select(static d => Text(d, "text")));
        Lines(step.GetProperty("details").EnumerateArray().Select(static d => d.GetString()!));
    }

    private void Head(JsonElement pack)
    {
        string version = Text(pack, "version");
        string warms = pack.TryGetProperty("warmsUntil", out JsonElement until) ? $", warming until {Time(until.GetString()!)}: entries are vetoed" : "";
        string cause = pack.TryGetProperty("cause", out JsonElement why) ? $" ({why.GetString()})" : "";
        terminal.Out.WriteLine($"{(version.Length == 0 ? "(no version)" : version[..Math.Min(12, version.Length)]),-12}  {Text(pack, "state"),-9}  by {Text(pack, "by")}{warms}{cause}");
    }

    private void Differences(JsonElement decisions)
    {
        foreach (JsonElement one in decisions.GetProperty("differences").EnumerateArray())
        {
            terminal.Out.WriteLine($"  {Text(one, "kind"),-7} {Time(Text(one, "at"))}  in force: {Side(one, "live")}; pack: {Side(one, "candidate")}");
        }
    }

    /// <summary>What a version decided, by the rule and the beginning of its proof's id; or why it did not.</summary>
    private static string Side(JsonElement difference, string name)
    {
        if (difference.TryGetProperty(name, out JsonElement proof))
        {
            return $"{Text(proof, "rule")} {Text(proof, "action")} (proof {Text(proof, "id")[..12]})";
        }

        string reasons = string.Join("; ", difference.GetProperty(name + "Reasons").EnumerateArray().Select(static r => r.GetString()));
        return reasons.Length == 0 ? "nothing" : "nothing, " + reasons;
    }

    private static string Counts(JsonElement found) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number(found, "transactions")} transactions: {Number(found, "same")} decisions the same, {Number(found, "added")} added, {Number(found, "removed")} removed, {Number(found, "changed")} changed");

    private void Names(JsonElement rules, string words, string name)
    {
        string[] all = [.. rules.GetProperty(name).EnumerateArray().Select(static t => t.GetString()!)];
        if (all.Length > 0)
        {
            terminal.Out.WriteLine($"  {words}: {string.Join(", ", all)}");
        }
    }

    private void Lines(IEnumerable<string> texts)
    {
        foreach (string line in texts.SelectMany(static t => t.TrimEnd().Split('\n')))
        {
            terminal.Out.WriteLine("          " + line);
        }
    }

    private static string Time(string nanoseconds) =>
        long.TryParse(nanoseconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long at) ? Moment.Format(new EventTime(at)) : nanoseconds;

    private static string Text(JsonElement from, string name) => from.GetProperty(name).ToString();

    private static long Number(JsonElement from, string name) => from.GetProperty(name).GetInt64();
}
