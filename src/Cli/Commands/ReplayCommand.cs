using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp replay JOURNAL</c>: decisions and proofs recomputed from a journal's inputs and compared with what was recorded.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        JournalPlace journal = new();
        Option<bool> json = CommonOptions.Json();
        Command command = new("replay", "Recompute all decisions and proofs from a journal's rules and inputs, and compare them with what was recorded.") { json };
        journal.AddTo(command);
        command.SetAction(parsed => new JournalCheck(terminal, journal.Required(parsed), parsed.GetValue(json)).Replay());
        return command;
    }
}
