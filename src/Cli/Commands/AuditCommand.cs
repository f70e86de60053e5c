using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp audit JOURNAL</c>: every proof of a journal through the independent checker.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> journal = new("JOURNAL") { Description = "The journal's folder." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("audit", "Check every decision and non-decision of a journal with the independent proof checker.") { journal, json };
        command.SetAction(parsed => new JournalCheck(terminal, parsed.GetValue(journal)!, parsed.GetValue(json)).Audit());
        return command;
    }
}
