using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp features list | describe NAME | compute FILE | select FILE | bars SPEC</c>: the technical indicators, without rules.</summary>
internal static class FeaturesCommand
{
    public static Command Create(Terminal terminal) => new("features", "List, describe and compute technical indicators.")
    {
        CreateList(terminal),
        CreateDescribe(terminal),
        CreateCompute(terminal),
        CreateSelect(terminal),
        CreateBars(terminal),
    };

    private static Command CreateList(Terminal terminal)
    {
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", "Name every indicator, combinator and feature of ticks with what it measures.") { json };
        command.SetAction(parsed => FeatureCatalogue.List(terminal, parsed.GetValue(json)));
        return command;
    }

    private static Command CreateDescribe(Terminal terminal)
    {
        Argument<string> name = new("NAME") { Description = "An indicator, a combinator or a feature of ticks, in upper or lower case: rsi." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("describe", "Say what a feature reads, its parameters, outputs or unit, and warm-up.") { name, json };
        command.SetAction(parsed => FeatureCatalogue.Describe(terminal, parsed.GetValue(name)!, parsed.GetValue(json)));
        return command;
    }

    private static Command CreateCompute(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "A CSV of bars: ts_ms,open,high,low,close,volume." };
        Option<string[]> indicators = new("--indicator", "-i")
        {
            Description = "An indicator with its parameters, in order or by name: rsi, rsi(14), 'bbands(timeperiod=20, nbdevup=3)'; may be given several times.",
            HelpName = "CALL",
        };
        Option<string?> output = new("--out") { Description = "The CSV to write; without it, standard output.", HelpName = "FILE" };
        Option<string?> calls = new("--features") { Description = "A features.json that lists more of them, combinations too.", HelpName = "FILE" };
        Command command = new("compute", "Compute indicators over a file of bars, one row a bar; a cell without a value is empty.") { file, indicators, calls, output };
        command.SetAction(parsed => IndicatorRun.Run(
            terminal, parsed.GetValue(file)!, Array.ConvertAll(parsed.GetValue(indicators) ?? [], IndicatorCall.Parse), parsed.GetValue(calls) is { } list ? FeatureFile.Read(list) : [], parsed.GetValue(output)));
        return command;
    }

    private static Command CreateSelect(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "A CSV of features with a header, rows in order of time, as 'compute' writes it, and a column to foretell." };
        Option<string> label = new("--label") { Description = "The column to foretell.", HelpName = "COLUMN", Required = true };
        Option<bool> json = CommonOptions.Json();
        Command command = new("select", "Say which features tell something of a label that the others do not.") { file, label, json };
        command.SetAction(parsed => SelectionRun.Run(terminal, parsed.GetValue(file)!, parsed.GetValue(label)!, parsed.GetValue(json)));
        return command;
    }

    private static Command CreateBars(Terminal terminal)
    {
        Argument<string> feed = new("SPEC") { Description = "replay:FILE or sim:SEED: a feed with trades." };
        Option<string> length = new("--length") { Description = "The length of a bar.", HelpName = "1s|1m", DefaultValueFactory = static _ => "1m" };
        Option<string> folder = new("--out") { Description = "The folder to write one CSV a venue and symbol into.", HelpName = "DIR", Required = true };
        Command command = new("bars", "Add the trades of a feed up into bars, as a run does.") { feed, length, folder };
        command.SetAction(parsed => BarRun.Run(terminal, parsed.GetValue(feed)!, parsed.GetValue(length)!, parsed.GetValue(folder)!));
        return command;
    }
}
