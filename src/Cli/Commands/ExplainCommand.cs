using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp explain ID</c>: the proof of a decision, or of a candidate that was not decided, from a journal.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> id = new("ID") { Description = "The id of a decision or non-decision or the start of it, a decision's number in the run (#3 or 3), or last." };
        Option<string?> journal = new("--journal") { Description = $"The journal's folder (default: {DemoCommand.JournalFolder}).", HelpName = "DIR" };
        Option<string> format = new("--format") { Description = "text or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("explain", "Show the proof of a decision from a journal: why it was made, and what it won against.") { id, journal, format, json };
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json) || IsJson(parsed.GetValue(format)!);
            return new DecisionExplainer(terminal, parsed.GetValue(journal) ?? DemoCommand.JournalFolder).Explain(parsed.GetValue(id)!, asJson);
        });
        return command;
    }

    /// <summary>Reads <c>--format</c>.</summary>
    public static bool IsJson(string format) => format switch
    {
        "text" => false,
        "json" => true,
        _ => throw new WrongCallException($"--format is text or json, not '{format}'"),
    };
}
