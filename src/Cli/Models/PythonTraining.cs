using System.ComponentModel;
using System.Diagnostics;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>The Python side of the training as processes: what it needs, and the training itself. They end with the command.</summary>
/// <param name="terminal">Receives progress.</param>
/// <param name="folder">The folder <c>models/train</c>.</param>
internal sealed class PythonTraining(Terminal terminal, string folder)
{
    private const string Variable = "SCALP_PYTHON";

    private static string Interpreter => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "/usr/bin/python3";

    /// <summary>Installs what is missing, where that can be done.</summary>
    /// <exception cref="ModelException">CSR6213.</exception>
    public void Require(CancellationToken stop)
    {
        string said = "";
        int code = Run("bash", [Path.Combine(folder, "install.sh")], line => said = Told(line, said), stop);
        if (code != 0)
        {
            throw new ModelException(ModelDiagnostics.TrainingMissing, null, said.Length > 0 ? said : $"{folder}/install.sh ended with {code}");
        }
    }

    /// <summary>Trains a set into a folder; the training asks this very program for features and labels.</summary>
    /// <exception cref="IOException">It failed; its message is in the terminal.</exception>
    public void Train(TrainingSet set, string? data, bool quick, string output, CancellationToken stop)
    {
        string self = Path.Combine(output, "scalp");
        File.WriteAllText(self, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "scalp.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(self, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            string[] named = data is null ? [] : ["--data", data], less = quick ? ["--quick"] : [];
            int code = Run(Interpreter, [Path.Combine(folder, "train.py"), set.Path, "--scalp", self, "--out", output, .. named, .. less], terminal.Error.WriteLine, stop);
            if (code != 0)
            {
                throw new IOException($"the training ended with {code}; its messages are above; nothing was staged");
            }
        }
        finally
        {
            File.Delete(self);
        }
    }

    /// <summary>Progress goes on; the last other line is the reason when it fails.</summary>
    private string Told(string line, string before)
    {
        if (line.StartsWith("scalp:", StringComparison.Ordinal))
        {
            terminal.Error.WriteLine(line);
            return before;
        }

        return line;
    }

    private static int Run(string program, string[] arguments, Action<string> said, CancellationToken stop)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenRegistration ending = stop.Register(() => process.Kill(entireProcessTree: true));
            Lock turn = new();
            void Hear(object sender, DataReceivedEventArgs heard)
            {
                lock (turn)
                {
                    if (heard.Data is { Length: > 0 } line)
                    {
                        said(line);
                    }
                }
            }

            process.OutputDataReceived += Hear;
            process.ErrorDataReceived += Hear;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return stop.IsCancellationRequested ? throw new IOException("the training was stopped; nothing was staged") : process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new ModelException(ModelDiagnostics.TrainingMissing, e, $"{program} cannot be started: {e.Message}");
        }
    }
}
