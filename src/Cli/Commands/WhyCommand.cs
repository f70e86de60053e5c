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
        command.SetAction(parsed => new FactExplainer(terminal, parsed.GetValue(journal) ?? DemoCommand.JournalFolder)
            .Explain(parsed.GetValue(fact)!, parsed.GetValue(at), OutputFormats.Read(parsed.GetValue(format)!, parsed.GetValue(json))));
        return command;
    }
}
