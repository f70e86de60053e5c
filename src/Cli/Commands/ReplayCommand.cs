using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp replay JOURNAL</c>: decisions and proofs recomputed from a journal's inputs and compared with what was recorded.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> journal = new("JOURNAL") { Description = "The journal's folder." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("replay", "Recompute all decisions and proofs from a journal's rules and inputs, and compare them with what was recorded.") { journal, json };
        command.SetAction(parsed => new JournalCheck(terminal, parsed.GetValue(journal)!, parsed.GetValue(json)).Replay());
        return command;
    }
}
