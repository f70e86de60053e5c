using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp why-not WHAT</c>: why a fact did not hold, or why there was no decision, at a moment of a recorded run.</summary>
internal static class WhyNotCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> what = new("WHAT") { Description = "A symbol (BTCUSDT: why no decision?), a decision ('decision(\"BTCUSDT\")'), or a fact or pattern ('veto(\"BTCUSDT\", R)')." };
        Option<string?> journal = CommonOptions.JournalToRead();
        Option<string?> at = CommonOptions.At();
        Option<string> format = CommonOptions.Format();
        Option<bool> json = CommonOptions.Json();
        Command command = new("why-not", "Show why something did not happen: each rule that could have led to it, the closest first, and what was in its way.") { what, journal, at, format, json };
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
                client => new HostExplainer(terminal, client, form).WhyNot(parsed.GetValue(what)!, parsed.GetValue(at)),
                () => new WhyNotExplainer(terminal, folder ?? DemoCommand.JournalFolder).Explain(parsed.GetValue(what)!, parsed.GetValue(at), form));
        });
        return command;
    }
}
