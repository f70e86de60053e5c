using System.CommandLine;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp models list | card | eval | label | stage | promote | swap | rollback | history | train</c>: the models whose scores are facts to the rules.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) => new("models", "List, judge, train and exchange the models whose scores are facts to the rules.")
    {
        CreateList(terminal),
        CreateCard(terminal),
        CreateEval(terminal),
        CreateLabel(terminal),
        CreateStage(terminal),
        ModelDecisions.CreatePromote(terminal, "promote"),
        ModelDecisions.CreatePromote(terminal, "swap"),
        ModelDecisions.CreateRollback(terminal),
        ModelDecisions.CreateHistory(terminal),
        ModelDecisions.CreateTrain(terminal),
    };

    private static Command CreateList(Terminal terminal)
    {
        Option<string?> models = Models();
        Option<bool> json = CommonOptions.Json();
        Command command = new("list", "Name every version of every ensemble, and which runs.") { models, json };
        command.SetAction(parsed => RegistryRun.List(terminal, Load(parsed.GetValue(models)), parsed.GetValue(json)));
        return command;
    }

    private static Command CreateCard(Terminal terminal)
    {
        Argument<string> name = Name();
        Option<string?> version = Version();
        Option<string?> models = Models();
        Command command = new("card", "Print the card of an ensemble: inputs, training, results on held-out periods, limits.") { name, version, models };
        command.SetAction(parsed => RegistryRun.Card(terminal, Load(parsed.GetValue(models)), ModelFolder.Name(parsed.GetValue(name)!), parsed.GetValue(version)));
        return command;
    }

    private static Command CreateEval(Terminal terminal)
    {
        Argument<string> name = Name();
        Argument<string[]> files = new("FILE") { Description = "CSVs of bars that the model has not learned from.", Arity = ArgumentArity.OneOrMore };
        Option<string?> version = Version();
        Option<string?> models = Models();
        Option<bool> json = CommonOptions.Json();
        Command command = new("eval", "Judge an ensemble on files of bars, through the code that scores live.") { name, files, version, models, json };
        command.SetAction(parsed => ModelEvalRun.Run(
            terminal, Load(parsed.GetValue(models)), ModelFolder.Name(parsed.GetValue(name)!), parsed.GetValue(version), parsed.GetValue(files)!, parsed.GetValue(json)));
        return command;
    }

    private static Command CreateLabel(Terminal terminal)
    {
        Argument<string> file = new("FILE") { Description = "A CSV of bars: ts_ms,open,high,low,close,volume." };
        Option<string> volatility = new("--volatility") { Description = "The feature that sets the barriers: volatility over the horizon, as a fraction.", HelpName = "CALL", Required = true };
        Option<int> horizon = new("--horizon") { Description = "Bars after which a moment ends.", HelpName = "N", Required = true };
        Option<double> cost = new("--cost") { Description = "Fees and spread of getting in and out, in basis points.", HelpName = "BPS", Required = true };
        Option<string> output = new("--out") { Description = "The CSV to write.", HelpName = "FILE", Required = true };
        Command command = new("label", "Say of every bar which barrier came first after it, net of costs: the labels of training.") { file, volatility, horizon, cost, output };
        command.SetAction(parsed => LabelRun.Run(
            terminal, parsed.GetValue(file)!, parsed.GetValue(volatility)!, parsed.GetValue(horizon), parsed.GetValue(cost), parsed.GetValue(output)!));
        return command;
    }

    private static Command CreateStage(Terminal terminal)
    {
        Argument<string> folder = new("DIR") { Description = "A folder that models/train/train.py has written." };
        Option<string?> models = Models();
        Command command = new("stage", "Take a trained ensemble into the registry, once it loads and gives what its training saw. It does not run yet.") { folder, models };
        command.SetAction(parsed => RegistryRun.Stage(terminal, ModelFolder.Find(parsed.GetValue(models)), parsed.GetValue(folder)!));
        return command;
    }

    internal static Argument<string> Name() => new("NAME") { Description = "An ensemble: /minute, or minute." };

    private static Option<string?> Version() => new("--version-id") { Description = "The beginning of a version's sha256; without it, the one that runs.", HelpName = "ID" };

    internal static Option<string?> Models() => new("--models") { Description = "The folder of registry.json; without it, the checkout's models.", HelpName = "DIR" };

    internal static ModelRegistry Load(string? folder) => ModelRegistry.Load(ModelFolder.Find(folder));
}
