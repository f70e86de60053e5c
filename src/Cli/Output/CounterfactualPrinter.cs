using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints what would have changed a decision.</summary>
internal sealed class CounterfactualPrinter(Terminal terminal, bool json)
{
    /// <returns>The exit code: fine when a change was found.</returns>
    public int Print(ShownCounterfactual found)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { candidate = found.Candidate, wouldFire = found.WouldFire, changes = found.Changes, cost = found.Cost, waitNs = found.WaitNs, isNearest = found.IsNearest, reasons = found.Reasons }));
        }
        else
        {
            terminal.Out.WriteLine(found.Candidate);
            PrintChanges(found);
        }

        return found.Reasons.IsEmpty ? ExitCode.Fine : ExitCode.WrongInput;
    }

    private void PrintChanges(ShownCounterfactual found)
    {
        if (!found.Reasons.IsEmpty)
        {
            terminal.Out.WriteLine($"  no change was found: {string.Join("; ", found.Reasons)}");
            return;
        }

        string outcome = found.WouldFire ? "would have been decided" : "would not have been decided";
        string later = found.WaitNs > 0 ? $" {Wait(found.WaitNs)} later, when its key has cooled down," : "";
        string cost = found.Cost.ToString("0.######", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(found.Changes.IsEmpty ? $"  {outcome}{later} with the same facts, confirmed by the engine" : $"  {outcome}{later} with this change (cost {cost}), confirmed by the engine:");
        foreach (string change in found.Changes)
        {
            terminal.Out.WriteLine($"    {change}");
        }

        if (!found.Changes.IsEmpty)
        {
            terminal.Out.WriteLine(found.IsNearest ? "  no smaller change would do: proved" : "  a smaller change was not ruled out");
            terminal.Out.WriteLine("  cost: how far numbers move, relative to themselves; 1 for a");
            terminal.Out.WriteLine("  name, 2 for a row that comes or goes. Keys stay as they are,");
            terminal.Out.WriteLine("  and so do facts of the rules' own text, such as fees.");
        }
    }

    /// <summary>In whole milliseconds, never less than the wait: nobody waits by the nanosecond.</summary>
    private static string Wait(long nanoseconds) => ValueText.Duration((nanoseconds + 999_999) / 1_000_000 * 1_000_000);
}
