using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp demo</c>: the main job on a simulated market, with the shipped packs.</summary>
internal static class DemoCommand
{
    /// <summary>Where the demo records, and where <c>explain</c> and <c>why</c> look by default.</summary>
    public const string JournalFolder = "journal/demo";

    public static Command Create(Terminal terminal)
    {
        Option<ulong> seed = new("--seed") { Description = "Another market.", HelpName = "N", DefaultValueFactory = static _ => 7 };
        Option<string> speed = new("--speed") { Description = "max, or 1x for market time.", HelpName = "max|1x", DefaultValueFactory = static _ => "max" };
        Option<string> proofs = new("--proofs") { Description = "Which proofs to print: none, first (of each rule) or all.", HelpName = "WHICH", DefaultValueFactory = static _ => "first" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("demo", "Watch the shipped packs decide on a simulated market (arbitrage gaps, a volatile phase, a flash crash, an outage).") { seed, speed, proofs, json };
        command.SetAction((parsed, stop) => Task.FromResult(
            new DemoRun(terminal).Run(parsed.GetValue(seed), parsed.GetValue(speed)!, parsed.GetValue(proofs)!, parsed.GetValue(json), stop)));
        return command;
    }
}
