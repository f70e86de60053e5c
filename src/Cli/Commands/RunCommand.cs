using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp run --rules PATH --feed SPEC …</c>: the main job on any rules and feeds.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        RunOptions options = new(proofs: "first");
        Command command = new("run", "Run rules on market data: decisions with proofs out.");
        options.AddTo(command);

        // On a thread of its own, because only then does Ctrl-C reach the run, which ends its journal in good order.
        command.SetAction((parsed, stop) => Task.Factory.StartNew(
            () => new MarketRunner(terminal, options.Read(parsed)).Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return command;
    }
}
