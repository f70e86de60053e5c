using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp why FACT</c>: why a fact held at a moment of a recorded run.</summary>
internal static class WhyCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> fact = new("FACT") { Description = "A fact, or a pattern with variables: 'veto(\"BTCUSDT\", R)'." };
        Option<string?> at = CommonOptions.At();
        Option<bool> history = CommonOptions.History();
        Option<int?> members = CommonOptions.Members(), from = CommonOptions.MembersFrom();
        QuestionOptions options = new();
        Command command = new("why", "Show why a fact held in a recorded run: its proof of minimal height.") { fact, at, history, members, from };
        options.AddTo(command);
        command.SetAction(parsed => options.Ask(
            parsed,
            terminal,
            host => host.Why(parsed.GetValue(fact)!, parsed.GetValue(at), parsed.GetValue(history), new ListedMembers(parsed.GetValue(members), parsed.GetValue(from))),
            (folder, form) => new FactExplainer(terminal, folder).Explain(parsed.GetValue(fact)!, parsed.GetValue(at), form, new ListedMembers(parsed.GetValue(members), parsed.GetValue(from)))));
        return command;
    }
}
