using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp why FACT</c>: why a fact held at a moment of a recorded run.</summary>
internal static class WhyCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> fact = new("FACT") { Description = "A fact, or a pattern with variables: 'veto(\"BTCUSDT\", R)'." };
        Option<string?> journal = new("--journal") { Description = $"The journal's folder (default: {DemoCommand.JournalFolder}).", HelpName = "DIR" };
        Option<string?> at = new("--at") { Description = "A decision (id, #number or last), or a time, 2024-01-15T10:30:00.25Z or in nanoseconds; default: the end of the journal.", HelpName = "WHEN" };
        Option<string> format = new("--format") { Description = "text or json.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("why", "Show why a fact held in a recorded run: its proof of minimal height.") { fact, journal, at, format, json };
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetValue(json) || ExplainCommand.IsJson(parsed.GetValue(format)!);
            return new FactExplainer(terminal, parsed.GetValue(journal) ?? DemoCommand.JournalFolder).Explain(parsed.GetValue(fact)!, parsed.GetValue(at), asJson);
        });
        return command;
    }
}
