using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp bench stream FILE.rules …</c> times each transaction of an update file; <c>scalp bench features</c> every indicator.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("FILE.rules") { Description = "The program: a file, or a folder of them." };
        Option<string> facts = new("--facts") { Description = "A change script that is applied first, unmeasured.", HelpName = "FILE", Required = true };
        Option<string> updates = new("--updates") { Description = "A change script; each of its transactions is timed.", HelpName = "FILE", Required = true };
        Option<string> engine = new("--engine") { Description = "Which evaluator: incremental or reference.", HelpName = "NAME", DefaultValueFactory = static _ => "incremental" };
        Option<string> provenance = new("--provenance") { Description = "Whether the incremental engine logs each derivation: on or off.", HelpName = "on|off", DefaultValueFactory = static _ => "on" };
        provenance.AcceptOnlyFromAmong("on", "off");
        Option<bool> json = CommonOptions.Json();
        Command stream = new("stream", "Time each transaction of an update file.") { file, facts, updates, engine, provenance, json };
        stream.SetAction(parsed => new StreamBench(terminal, new StreamBenchRequest(
            parsed.GetValue(file)!, parsed.GetValue(facts)!, parsed.GetValue(updates)!, parsed.GetValue(engine)!, parsed.GetValue(provenance) == "on", parsed.GetValue(json))).Run());
        return new Command("bench", "Measure the engine, the features and the models.") { stream, CreateFeatures(terminal), CreateModels(terminal) };
    }

    private static Command CreateModels(Terminal terminal)
    {
        Option<string?> models = new("--models") { Description = "The folder of registry.json; without it, the checkout's models.", HelpName = "DIR" };
        Option<int> scores = new("--scores") { Description = "How many scores of each kind, 100 to 1000000.", HelpName = "COUNT", DefaultValueFactory = static _ => 5_000 };
        Option<bool> json = CommonOptions.Json();
        Command command = new("models", "Time the ensembles that run: whole, member by member, and 20 symbols at a time.") { models, scores, json };
        command.SetAction(parsed => new ModelBench(terminal, Math.Clamp(parsed.GetValue(scores), 100, 1_000_000), parsed.GetValue(json)).Run(ModelFolder.Find(parsed.GetValue(models))));
        return command;
    }

    private static Command CreateFeatures(Terminal terminal)
    {
        Option<int> bars = new("--bars") { Description = "How many bars, 100 to 1000000.", HelpName = "COUNT", DefaultValueFactory = static _ => 10_000 };
        Option<string?> capture = new("--capture") { Description = "A recorded capture, whose quotes and trades go to the symbols in turn.", HelpName = "FILE" };
        Option<int> symbols = new("--symbols") { Description = "How many symbols, 1 to 500.", HelpName = "COUNT", DefaultValueFactory = static _ => 50 };
        Option<bool> json = CommonOptions.Json();
        Command features = new("features", "Time every indicator, streaming and in batch; with --capture, 200 features of many symbols at each tick.") { bars, capture, symbols, json };
        features.SetAction(parsed => parsed.GetValue(capture) is { } file
            ? new TickFeatureBench(terminal, file, Math.Clamp(parsed.GetValue(symbols), 1, 500)).Run()
            : new FeatureBench(terminal, Math.Clamp(parsed.GetValue(bars), 100, 1_000_000), parsed.GetValue(json)).Run());
        return features;
    }
}
