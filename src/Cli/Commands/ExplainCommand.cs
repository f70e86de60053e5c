using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp explain ID</c>: the proof of a decision, or of a candidate that was not decided, from a journal or a running host.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> id = new("ID") { Description = "The id of a decision or non-decision or the start of it, a decision's number in the run (#3 or 3), or last." };
        Option<bool> history = CommonOptions.History();
        QuestionOptions options = new();
        Command command = new("explain", "Show the proof of a decision from a journal or a running host: why it was made, and what it won against.") { id, history };
        options.AddTo(command);
        command.SetAction(parsed => options.Ask(
            parsed,
            terminal,
            host => host.Explain(parsed.GetValue(id)!, parsed.GetValue(history)),
            (folder, form) => new DecisionExplainer(terminal, folder).Explain(parsed.GetValue(id)!, form, parsed.GetValue(history))));
        return command;
    }
}
