using System.Globalization;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>The demo: <c>scalp run</c> with the shipped packs on the simulator, recorded into a fresh journal.</summary>
internal sealed class DemoRun(Terminal terminal)
{
    /// <summary>The last one follows a model, and is left out where none can be run.</summary>
    private static readonly string[] _packs = ModelRuntime.WhyMissing is null ? ["arbitrage", "scalping", "models"] : ["arbitrage", "scalping"];

    public int Run(ulong seed, string speed, string proofs, bool json, CancellationToken stop)
    {
        RunRequest request = new(
            [.. _packs.Select(ShippedRules.PathOf)], [$"sim:{seed.ToString(CultureInfo.InvariantCulture)}"], DemoCommand.JournalFolder, false, speed, proofs, [], null, "100000", json)
        {
            Rehearse = "yes", // the latency that the summary tells is the rules', not that of compiling them (docs/adr/0211)
        };
        request.Validate(); // before the last demo's journal goes
        if (!json)
        {
            terminal.Out.WriteLine($"Two venues and two symbols, simulated with seed {seed}; packs: {string.Join(", ", _packs)}.");
            terminal.Out.WriteLine(ModelRuntime.WhyMissing is { } why
                ? $"No model scores: {why}."
                : "The model /second scores both symbols every second; it knows this simulator only ('./scalp models card second').");
            terminal.Out.WriteLine($"Times are seconds of market time. {ProofsWords(proofs)}");
            terminal.Out.WriteLine();
        }

        RemoveLastDemo();
        int code = new MarketRunner(terminal, request).Run(stop);
        if (!json && code == ExitCode.Fine)
        {
            PrintNext();
        }

        return code;
    }

    /// <summary>Only a journal that this command wrote is removed: a folder with anything else in it stays, and opening it then fails with a message.</summary>
    private static string ProofsWords(string proofs) => proofs switch
    {
        "none" => "Proofs are not printed here: './scalp explain 1' shows the first one.",
        "all" => "Every decision and every candidate that was not decided is printed with its proof.",
        _ => "The proof of each rule's first decision is printed in full.",
    };

    private static void RemoveLastDemo()
    {
        if (!Directory.Exists(DemoCommand.JournalFolder))
        {
            return;
        }

        string[] entries = Directory.GetFileSystemEntries(DemoCommand.JournalFolder);
        if (entries.All(static e => JournalFiles.IsJournalFile(Path.GetFileName(e))))
        {
            Directory.Delete(DemoCommand.JournalFolder, recursive: true);
        }
    }

    private void PrintNext()
    {
        TextWriter o = terminal.Out;
        o.WriteLine();
        o.WriteLine("What to try next");
        o.WriteLine("  ./scalp explain last                               the proof of the last decision");
        o.WriteLine("  ./scalp explain 1 --json                           the first one, for a program");
        o.WriteLine("  ./scalp why 'scalp_lean(V, S, D, C)' --at 1        which moves stood when it was made, and why");
        o.WriteLine("  ./scalp demo --seed 8 --proofs all                 another market, every decision and non-decision");
        o.WriteLine("  ./scalp test rules/scalping                        the tests of a pack, with rule coverage");
        o.WriteLine("  ./scalp check rules/scalping                       then change a rule in it, and see");
        o.WriteLine("  ./scalp run --rules rules/scalping --feed replay:FILE.jsonl.gz   on your own capture");
    }
}
