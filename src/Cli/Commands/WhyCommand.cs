using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp why FACT</c>: why a fact held at a moment of a recorded run.</summary>
internal static class WhyCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> fact = new("FACT") { Description = "A fact, or a pattern with variables: 'veto(\"BTCUSDT\", R)'." };
        Option<string?> journal = CommonOptions.JournalToRead();
        Option<string?> at = CommonOptions.At();
        Option<string> format = CommonOptions.Format();
        Option<bool> json = CommonOptions.Json();
        Command command = new("why", "Show why a fact held in a recorded run: its proof of minimal height.") { fact, journal, at, format, json };
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
                client => new HostExplainer(terminal, client, form).Why(parsed.GetValue(fact)!, parsed.GetValue(at)),
                () => new FactExplainer(terminal, folder ?? DemoCommand.JournalFolder).Explain(parsed.GetValue(fact)!, parsed.GetValue(at), form));
        });
        return command;
    }
}
