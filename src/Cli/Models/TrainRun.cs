using System.Text.Json;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Trains, judges what came out against the version that runs on held-out periods, and stages the winner. It never promotes: that is a person's decision.</summary>
/// <param name="terminal">Receives progress on its error stream, the outcome on the other.</param>
/// <param name="models">The folder of the registry.</param>
/// <param name="training">The folder <c>models/train</c>.</param>
internal sealed class TrainRun(Terminal terminal, string models, string training)
{
    public int Run(TrainRequest request, CancellationToken stop)
    {
        TrainingSet set = TrainingSet.Read(request.Set, training);
        if (set.Simulated is not null && request.Data is not null)
        {
            throw new WrongCallException($"{set.Path} trains on the simulated market and reads no --data: leave it out, or name a set of recorded bars");
        }

        if (set.Simulated is null)
        {
            HeldOutBars.Recorded(set, request.Data); // what is wrong with the call is said before anything is installed
        }

        ModelRegistry registry = ModelRegistry.LoadOrEmpty(models);
        PythonTraining python = new(terminal, training);
        python.Require(stop);
        string scratch = Directory.CreateTempSubdirectory("scalp-train-").FullName;
        try
        {
            string trained = Directory.CreateDirectory(Path.Combine(scratch, "trained")).FullName;
            python.Train(set, request.Data, request.Quick, trained, stop);
            return Settle(registry, trained, Bars(set, request, Path.Combine(scratch, "held-out")), request);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private JudgedBars Bars(TrainingSet set, TrainRequest request, string folder)
    {
        if (request.On.Length > 0)
        {
            return JudgedBars.Of(request.On);
        }

        string[] files = HeldOutBars.Write(terminal, set, request.Data, folder);
        return files.Length > 0
            ? new JudgedBars(files, string.Join(", ", set.Periods.Select(static p => p.Name)))
            : throw new WrongCallException($"{set.Path} holds no period out that the new version never saw: name files of bars with --on FILE");
    }

    private int Settle(ModelRegistry registry, string trained, JudgedBars bars, TrainRequest request)
    {
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(trained, null);
        RegistryVersion? running = registry.FindEntry(manifest.Name)?.ActiveVersion;
        if (request.Keep is not null)
        {
            RegistryRun.Copy(trained, request.Keep);
        }

        if (running?.Sha256 == manifest.Sha256)
        {
            Tell(request, manifest, null, isStaged: false, $"The training gave {manifest.Version} again, which runs already: there is nothing to stage.");
            return ExitCode.Fine;
        }

        VersionContest contest = VersionContest.Hold(terminal, trained, null, registry, running, bars);
        if (contest.IsWon)
        {
            RegistryRun.Stage(terminal, models, trained, contest.Evidence);
        }

        Tell(request, manifest, contest, contest.IsWon, contest.IsWon
            ? $"{manifest.Name} {manifest.Version} is staged; nothing runs it until 'scalp models promote {manifest.Name} {manifest.Version} --reason TEXT'."
            : $"{manifest.Name} {manifest.Version} is not staged: what runs stays.{(request.Keep is null ? " (--out DIR keeps what was trained; 'scalp models stage DIR' takes it in all the same.)" : "")}");
        return ExitCode.Fine;
    }

    private void Tell(TrainRequest request, EnsembleManifest manifest, VersionContest? contest, bool isStaged, string outcome)
    {
        if (!request.Json)
        {
            contest?.Print(terminal.Out);
            terminal.Out.WriteLine(outcome);
            return;
        }

        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            ensemble = manifest.Name,
            version = manifest.Version,
            staged = isStaged,
            running = contest?.Running,
            moments = contest?.Comparison?.Count,
            logLoss = contest is null ? null : ModelEvalRun.Of(contest.Newer.LogLoss),
            runningLogLoss = contest?.Older is { } older ? ModelEvalRun.Of(older.LogLoss) : null,
            gain = contest?.Comparison is { } comparison ? ModelEvalRun.Of(comparison.Gain) : null,
            verdict = contest?.Verdict ?? outcome,
        }, Json.Readable));
    }
}
