using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary>The options that <c>run</c> and <c>serve</c> share: rules, feeds, journal, risk.</summary>
internal sealed class RunOptions
{
    private readonly Option<string[]> _rules = CommonOptions.Rules();
    private readonly Option<string[]> _feeds = new("--feed")
    {
        Description = "replay:FILE (raw capture, gzip or not), bars:FILE (CSV), funding:FILE (CSV) or sim:SEED; several are merged by event time.",
        HelpName = "SPEC",
        Required = true,
    };

    private readonly Option<string?> _journal = new("--journal") { Description = "Record inputs, decisions and proofs in this folder.", HelpName = "DIR" };
    private readonly Option<bool> _append = new("--append") { Description = "Go on with a journal that is already there." };
    private readonly Option<string> _speed = new("--speed") { Description = "max, or 1x for market time.", HelpName = "max|1x", DefaultValueFactory = static _ => "max" };
    private readonly Option<string> _proofs;
    private readonly Option<string[]> _filters = new("--filters") { Description = "Exchange trading rules, as VENUE=FILE (exchangeInfo JSON and others).", HelpName = "VENUE=FILE" };
    private readonly Option<string?> _limits = new("--limits") { Description = "Risk limits (JSON, see docs/risk-limits.md).", HelpName = "FILE" };
    private readonly Option<string> _equity = new("--equity") { Description = "Starting equity in quote currency; a served run that goes on with a journal has the journal's account.", HelpName = "AMOUNT", DefaultValueFactory = static _ => "100000" };
    private readonly Option<int> _sample = new("--record-non-decisions") { Description = "Record every n-th non-decision; 1 for all, 0 for none. All are counted.", HelpName = "N", DefaultValueFactory = static _ => 1 };
    private readonly Option<string?> _models = new("--models") { Description = "The folder of the models' registry.json; without it, the checkout's models.", HelpName = "DIR" };
    private readonly Option<string> _device = new("--model-device") { Description = "What models are run on.", HelpName = "cpu|cuda|tensorrt", DefaultValueFactory = static _ => "cpu" };
    private readonly Option<int> _threads = new("--model-threads") { Description = "Threads within one model; small models lose by more than one.", HelpName = "N", DefaultValueFactory = static _ => 1 };
    private readonly Option<string> _rehearse = new("--rehearse")
    {
        Description = "Run the head of the feeds once before, recording nothing, so that no decision waits for the compiler: yes, no, or auto (recordings and market time).",
        HelpName = "auto|yes|no",
        DefaultValueFactory = static _ => "auto",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    /// <param name="proofs">Which proofs are printed when nothing is said.</param>
    public RunOptions(string proofs)
    {
        _rules.Required = true;
        _proofs = new("--proofs") { Description = "Which proofs to print: none, first (of each rule) or all.", HelpName = "WHICH", DefaultValueFactory = _ => proofs };
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _rules, _feeds, _journal, _append, _speed, _proofs, _filters, _limits, _equity, _sample, _rehearse, _models, _device, _threads, _json })
        {
            command.Options.Add(option);
        }
    }

    public RunRequest Read(ParseResult parsed) => new(
        parsed.GetValue(_rules)!, parsed.GetValue(_feeds)!, parsed.GetValue(_journal), parsed.GetValue(_append), parsed.GetValue(_speed)!, parsed.GetValue(_proofs)!,
        parsed.GetValue(_filters) ?? [], parsed.GetValue(_limits), parsed.GetValue(_equity)!, parsed.GetValue(_json))
    {
        IsEquityGiven = parsed.GetResult(_equity) is { Implicit: false },
        RecordNonDecisionsEvery = parsed.GetValue(_sample),
        Rehearse = parsed.GetValue(_rehearse)!,
        Models = parsed.GetValue(_models),
        Device = parsed.GetValue(_device)!,
        Threads = parsed.GetValue(_threads),
    };
}
