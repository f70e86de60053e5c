using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Tells on the error stream what became of a save in a folder that is watched.</summary>
internal sealed class SavePrinter(Terminal terminal)
{
    public void Print(PackView pack)
    {
        if (pack.Report?.Failure is { } failure)
        {
            foreach (Diagnostic found in failure.Diagnostics)
            {
                terminal.Error.Write(DiagnosticText.Format(found, terminal.ColourErrors));
            }

            foreach (string line in failure.Details)
            {
                terminal.Error.WriteLine($"  {line}");
            }

            terminal.Error.WriteLine("scalp: the save was refused; the rules in force go on");
            return;
        }

        string version = PackKeeper.Short(pack.Version);
        terminal.Error.WriteLine(pack.State is PackState.Active or PackState.Previous
            ? $"scalp: what was saved is pack {version}, which is {pack.State.ToString().ToLowerInvariant()} already"
            : $"scalp: what was saved is staged as pack {version}: {Summary(pack)}; 'scalp packs show {version}' shows the differences, 'scalp packs activate {version}' puts it in force");
    }

    private static string Summary(PackView pack) =>
        string.Join("; ", (pack.Report?.Steps ?? []).Where(static s => s.Name is "differences" or "replay" or "history").Select(static s => s.Summary));
}
