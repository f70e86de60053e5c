using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary>The part of <c>scalp models</c> that changes which version runs, and says how it came to that.</summary>
internal static class ModelDecisions
{
    public static Command CreatePromote(Terminal terminal, string word)
    {
        Argument<string> name = ModelsCommand.Name();
        Argument<string> version = new("VERSION") { Description = "The beginning of the version's sha256." };
        Option<string> reason = Reason();
        Option<string[]> files = new("--on") { Description = "CSVs of bars on which both versions are judged; the figures are kept too. Without it, those of when it was staged.", HelpName = "FILE" };
        Option<string?> models = ModelsCommand.Models();
        Command command = new(word, "Let another version run, from now on and in runs that are under way. Recorded; 'rollback' takes it back.") { name, version, reason, files, models };
        command.SetAction(parsed => RegistryRun.Promote(
            terminal, ModelsCommand.Load(parsed.GetValue(models)), ModelFolder.Name(parsed.GetValue(name)!), parsed.GetValue(version)!, parsed.GetValue(reason)!, parsed.GetValue(files) ?? []));
        return command;
    }

    public static Command CreateRollback(Terminal terminal)
    {
        Argument<string> name = ModelsCommand.Name();
        Option<string> reason = Reason();
        Option<string?> models = ModelsCommand.Models();
        Command command = new("rollback", "Let the version run again that ran before the last promotion. Recorded too; once more goes further back.") { name, reason, models };
        command.SetAction(parsed => RegistryRun.Rollback(terminal, ModelsCommand.Load(parsed.GetValue(models)), ModelFolder.Name(parsed.GetValue(name)!), parsed.GetValue(reason)!));
        return command;
    }

    public static Command CreateHistory(Terminal terminal)
    {
        Argument<string> name = ModelsCommand.Name();
        Option<string?> models = ModelsCommand.Models();
        Option<bool> json = CommonOptions.Json();
        Command command = new("history", "Every decision about which version runs: when, from what to what, why, on which figures.") { name, models, json };
        command.SetAction(parsed => RegistryRun.History(terminal, ModelsCommand.Load(parsed.GetValue(models)), ModelFolder.Name(parsed.GetValue(name)!), parsed.GetValue(json)));
        return command;
    }

    public static Command CreateTrain(Terminal terminal)
    {
        Argument<string> set = new("SET") { Description = "A set of models/train/sets (second or minute), or a file of your own; second learns from the simulator.", DefaultValueFactory = static _ => "second" };
        Option<string?> data = new("--data") { Description = "The folder of CSVs of bars, for a set that learns from recorded data.", HelpName = "DIR" };
        Option<bool> quick = new("--quick") { Description = "A part of the data: to see that everything runs." };
        Option<string[]> files = new("--on") { Description = "CSVs of bars that nobody learned from, to judge on; without it, the set's own held-out periods.", HelpName = "FILE" };
        Option<string?> keep = new("--out") { Description = "Keep what was trained in this folder, also when it does not win.", HelpName = "DIR" };
        Option<string?> models = ModelsCommand.Models();
        Option<bool> json = CommonOptions.Json();
        Command command = new("train", "Train an ensemble, judge it against the version that runs, and stage it if it is better. Takes minutes.") { set, data, quick, files, keep, models, json };

        // On a thread of its own, because only then does Ctrl-C reach it, which ends the processes that train.
        command.SetAction((parsed, stop) => Task.Factory.StartNew(
            () => new TrainRun(terminal, ModelFolder.Find(parsed.GetValue(models)), Path.Combine(ModelFolder.Find(null), "train")).Run(
                new TrainRequest(parsed.GetValue(set)!, parsed.GetValue(data), parsed.GetValue(quick), parsed.GetValue(files) ?? [], parsed.GetValue(keep), parsed.GetValue(json)), stop),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return command;
    }

    private static Option<string> Reason() => new("--reason") { Description = "Why; kept in the registry.", HelpName = "TEXT", Required = true };
}
