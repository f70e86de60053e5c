using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp audit JOURNAL</c>: every proof of a journal through the independent checker.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal)
    {
        JournalPlace journal = new();
        Option<string[]> recordings = new("--recording") { Description = "A recording that the run replayed: every frame that the journal names is held against it; may be given several times.", HelpName = "FILE" };
        Option<string?> models = new("--models") { Description = "The folder of the models' registry: every version that scored is looked up, and the hashes of its files are computed.", HelpName = "DIR" };
        Option<bool> grounds = new("--grounds") { Description = "Derive the run again, prove what stored rows rested on, up to three moments back, and check these proofs too." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("audit", "Check every decision and non-decision of a journal with the independent proof checker.") { recordings, models, grounds, json };
        journal.AddTo(command);
        command.SetAction(parsed => new JournalCheck(terminal, journal.Required(parsed), parsed.GetValue(json)).Audit(parsed.GetValue(recordings) ?? [], parsed.GetValue(models), parsed.GetValue(grounds)));
        return command;
    }
}
