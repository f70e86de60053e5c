using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp why-not WHAT</c>: why a fact did not hold, or why there was no decision, at a moment of a recorded run.</summary>
internal static class WhyNotCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> what = new("WHAT") { Description = "A symbol (BTCUSDT: why no decision?), a decision ('decision(\"BTCUSDT\")'), or a fact or pattern ('veto(\"BTCUSDT\", R)')." };
        Option<string?> at = CommonOptions.At();
        QuestionOptions options = new();
        Command command = new("why-not", "Show why something did not happen: each rule that could have led to it, the closest first, and what was in its way.") { what, at };
        options.AddTo(command);
        command.SetAction(parsed => options.Ask(
            parsed,
            terminal,
            host => host.WhyNot(parsed.GetValue(what)!, parsed.GetValue(at)),
            (folder, form) => new WhyNotExplainer(terminal, folder).Explain(parsed.GetValue(what)!, parsed.GetValue(at), form)));
        return command;
    }
}
