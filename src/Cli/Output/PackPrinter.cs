using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints a host's answers about packs for people.</summary>
internal sealed class PackPrinter(Terminal terminal)
{
    /// <summary>Differences of a shadow that are shown with both proofs; of the others the proofs' ids are, and <c>--json</c> has them.</summary>
    private const int ProofsShown = 5;

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
            Differences(shadow, ProofsShown);
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

        Differences(report.GetProperty("decisions"), proofs: 0);
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

    /// <param name="decisions">How two versions compare.</param>
    /// <param name="proofs">How many of the differences are shown with both proofs.</param>
    private void Differences(JsonElement decisions, int proofs)
    {
        foreach (JsonElement one in decisions.GetProperty("differences").EnumerateArray())
        {
            terminal.Out.WriteLine($"  {Text(one, "kind"),-7} {Time(Text(one, "at"))}, transaction {Text(one, "sequence")}");
            Side("in force", one, "live", proofs > 0);
            Side("pack", one, "candidate", proofs-- > 0);
        }
    }

    /// <summary>What a version decided, by the rule and the beginning of its proof's id; or why it did not.</summary>
    private void Side(string words, JsonElement difference, string name, bool hasProof)
    {
        if (difference.TryGetProperty(name, out JsonElement proof))
        {
            terminal.Out.WriteLine($"    {words,-8}  {Text(proof, "rule")} {Text(proof, "action")} (proof {Text(proof, "id")[..12]})");
            foreach (string line in hasProof ? Text(difference, name + "Text").TrimEnd().Split('\n') : [])
            {
                terminal.Out.WriteLine("      " + line);
            }

            return;
        }

        string[] reasons = [.. difference.GetProperty(name + "Reasons").EnumerateArray().Select(static r => r.GetString()!)];
        terminal.Out.WriteLine($"    {words,-8}  nothing{(reasons.Length == 0 ? "" : ": " + reasons[0])}");
        foreach (string reason in reasons.Skip(1))
        {
            terminal.Out.WriteLine("              " + reason);
        }
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
