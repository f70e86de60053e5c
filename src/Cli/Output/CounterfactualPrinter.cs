using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints what would have changed a decision.</summary>
internal sealed class CounterfactualPrinter(Terminal terminal, bool json)
{
    /// <returns>The exit code: fine when a change was found.</returns>
    public int Print(ShownCounterfactual found)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { candidate = found.Candidate, wouldFire = found.WouldFire, changes = found.Changes, cost = found.Cost, reasons = found.Reasons }));
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

        terminal.Out.WriteLine($"  {(found.WouldFire ? "would have been decided" : "would not have been decided")} with this change (cost {found.Cost.ToString("0.######", CultureInfo.InvariantCulture)}), confirmed by the engine:");
        foreach (string change in found.Changes)
        {
            terminal.Out.WriteLine($"    {change}");
        }
    }
}
