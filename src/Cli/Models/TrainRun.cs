using System.Diagnostics;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Runs the training, stages what came out, and says how it compares. It never promotes: that is a person's decision.</summary>
internal sealed class TrainRun(Terminal terminal, string models)
{
    public int Run(string set, string? data, bool quick, string[] files)
    {
        string settings = Path.Combine(models, "train", "sets", set + ".json");
        if (!File.Exists(settings))
        {
            throw new WrongCallException($"there is no set {settings}");
        }

        string output = Directory.CreateTempSubdirectory("scalp-train-").FullName;
        try
        {
            if (Train(settings, data, quick, output) is var code and not 0)
            {
                terminal.Error.WriteLine($"scalp: the training ended with {code}; it needs Debian's python3-torch, python3-sklearn, python3-xgboost and python3-onnx");
                return ExitCode.Failed;
            }

            RegistryRun.Stage(terminal, models, output);
            Compare(ModelEnsemble.ReadManifest(output, null), files);
            return ExitCode.Fine;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    /// <summary>The training asks this very program for features and labels.</summary>
    private int Train(string settings, string? data, bool quick, string output)
    {
        string self = Path.Combine(output, "scalp");
        File.WriteAllText(self, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "scalp.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(self, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        ProcessStartInfo start = new("/usr/bin/python3", [Path.Combine(models, "train", "train.py"), settings, "--scalp", self, "--out", output, .. data is null ? Array.Empty<string>() : ["--data", data], .. quick ? ["--quick"] : Array.Empty<string>()]);
        try
        {
            using Process python = Process.Start(start)!;
            python.WaitForExit();
            return python.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"/usr/bin/python3 cannot be started: {e.Message}", e);
        }
        finally
        {
            File.Delete(self);
        }
    }

    private void Compare(EnsembleManifest trained, string[] files)
    {
        ModelRegistry registry = ModelRegistry.Load(models);
        if (files.Length == 0 || registry.Find(trained.Name).ActiveVersion is not { } running || running.Sha256 == trained.Sha256)
        {
            return;
        }

        Evaluation newer = ModelEvalRun.Judge(terminal, registry.PathOf(registry.Find(trained.Name, trained.Sha256)), trained.Sha256, files, out _);
        Evaluation older = ModelEvalRun.Judge(terminal, registry.PathOf(running), running.Sha256, files, out _);
        terminal.Out.WriteLine($"{trained.Version}: {ModelEvalRun.Line(newer)}");
        terminal.Out.WriteLine($"{running.Id}, which runs: {ModelEvalRun.Line(older)}");
        terminal.Out.WriteLine(newer.LogLoss.High < older.LogLoss.Low ? "The new one is better with confidence."
            : newer.LogLoss.Value < older.LogLoss.Value ? "The new one is better, but not with confidence: the intervals overlap."
            : "The new one is not better: leave what runs.");
    }
}
