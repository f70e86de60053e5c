using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp explain ID</c>: the proof of a decision, or of a candidate that was not decided, from a journal or a running host.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> id = new("ID") { Description = "The id of a decision or non-decision or the start of it, a decision's number in the run (#3 or 3), or last." };
        Option<bool> history = CommonOptions.History();
        Option<string?> against = new("--against") { Description = "Another decision or non-decision, named the same way: show what differs between both proofs instead.", HelpName = "ID" };
        QuestionOptions options = new();
        Command command = new("explain", "Show the proof of a decision from a journal or a running host: why it was made, and what it won against.") { id, against, history };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            (string asked, bool withHistory) = (parsed.GetValue(id)!, parsed.GetValue(history));
            if (parsed.GetValue(against) is not { } other)
            {
                return options.Ask(parsed, terminal, host => host.Explain(asked, withHistory), (folder, form) => new DecisionExplainer(terminal, folder).Explain(asked, form, withHistory));
            }

            return withHistory
                ? throw new WrongCallException("--history goes back from one proof: leave it or --against out")
                : options.Ask(parsed, terminal, host => host.Compare(asked, other), (folder, form) => new DecisionExplainer(terminal, folder).Compare(asked, other, form));
        });
        return command;
    }
}
