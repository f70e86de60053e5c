using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp run --rules PATH --feed SPEC …</c>: the main job on any rules and feeds.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string[]> rules = CommonOptions.Rules();
        rules.Required = true;
        Option<string[]> feeds = new("--feed")
        {
            Description = "replay:FILE (raw capture, gzip or not), bars:FILE (CSV) or sim:SEED; several are merged by event time.",
            HelpName = "SPEC",
            Required = true,
        };
        Option<string?> journal = new("--journal") { Description = "Record inputs, decisions and proofs in this folder.", HelpName = "DIR" };
        Option<bool> append = new("--append") { Description = "Go on with a journal that is already there." };
        Option<string> speed = new("--speed") { Description = "max, or 1x for market time.", HelpName = "max|1x", DefaultValueFactory = static _ => "max" };
        Option<string> proofs = new("--proofs") { Description = "Which proofs to print: none, first (of each rule) or all.", HelpName = "WHICH", DefaultValueFactory = static _ => "first" };
        Option<string[]> filters = new("--filters") { Description = "Exchange trading rules, as VENUE=FILE (exchangeInfo JSON and others).", HelpName = "VENUE=FILE" };
        Option<string?> limits = new("--limits") { Description = "Risk limits (JSON, see docs/risk-limits.md).", HelpName = "FILE" };
        Option<string> equity = new("--equity") { Description = "Starting equity in quote currency.", HelpName = "AMOUNT", DefaultValueFactory = static _ => "100000" };
        Option<int> sample = new("--record-non-decisions") { Description = "Record every n-th non-decision; 1 for all, 0 for none. All are counted.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        Option<bool> json = CommonOptions.Json();
        Command command = new("run", "Run rules on market data: decisions with proofs out.") { rules, feeds, journal, append, speed, proofs, filters, limits, equity, sample, json };
        command.SetAction((parsed, stop) => Task.FromResult(new MarketRunner(terminal, new RunRequest(
            parsed.GetValue(rules)!, parsed.GetValue(feeds)!, parsed.GetValue(journal), parsed.GetValue(append), parsed.GetValue(speed)!, parsed.GetValue(proofs)!,
            parsed.GetValue(filters) ?? [], parsed.GetValue(limits), parsed.GetValue(equity)!, parsed.GetValue(json)) { RecordNonDecisionsEvery = parsed.GetValue(sample) }).Run(stop)));
        return command;
    }
}
