using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp features list | describe NAME | compute FILE | select FILE | portfolio FILE | bars SPEC</c>: the technical indicators, without rules.</summary>
internal static class FeaturesCommand
{
    public static Command Create(Terminal terminal) => new("features", "List, describe and compute technical indicators.")
    {
        CreateList(terminal),
        CreateDescribe(terminal),
        CreateCompute(terminal),
        CreateSelect(terminal),
        CreatePortfolio(terminal),
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

    private static Command CreatePortfolio(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "A CSV of prices with a header: a date, then one column an asset; an empty cell is no price." };
        Option<string?> weights = new("--weights") { Description = "A CSV of a portfolio's weights, NAME,WEIGHT a line.", HelpName = "FILE" };
        Option<double> periods = new("--periods") { Description = "Rows in a year.", HelpName = "N", DefaultValueFactory = static _ => 365 };
        Option<double> riskFree = new("--risk-free") { Description = "The risk-free return of a year, a fraction.", HelpName = "R" };
        Option<double> alpha = new("--alpha") { Description = "The worst share that tail risks look at.", HelpName = "SHARE", DefaultValueFactory = static _ => 0.05 };
        Option<bool> json = CommonOptions.Json();
        Command command = new("portfolio", "Say what assets and a portfolio of them returned, how much they fluctuated and fell, and how they move together.") { file, weights, periods, riskFree, alpha, json };
        command.SetAction(parsed => new PortfolioRun(terminal, new PortfolioRequest(
            parsed.GetValue(file)!, parsed.GetValue(weights), parsed.GetValue(periods), parsed.GetValue(riskFree), parsed.GetValue(alpha), parsed.GetValue(json))).Run());
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
