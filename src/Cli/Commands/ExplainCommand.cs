using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp explain ID</c>: the proof of a decision, or of a candidate that was not decided, from a journal or a running host.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> id = new("ID") { Description = "The id of a decision or non-decision or the start of it, a decision's number in the run (#3 or 3), or last." };
        Option<string?> journal = CommonOptions.JournalToRead();
        Option<string> format = CommonOptions.Format();
        Option<bool> json = CommonOptions.Json();
        Command command = new("explain", "Show the proof of a decision from a journal or a running host: why it was made, and what it won against.") { id, journal, format, json };
        HostOption host = new();
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            OutputFormat form = OutputFormats.Read(parsed.GetValue(format)!, parsed.GetValue(json));
            string? folder = parsed.GetValue(journal);
            return host.Choose(
                parsed,
                terminal,
                folder,
                client => new HostExplainer(terminal, client, form).Explain(parsed.GetValue(id)!),
                () => new DecisionExplainer(terminal, folder ?? DemoCommand.JournalFolder).Explain(parsed.GetValue(id)!, form));
        });
        return command;
    }
}
