using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp serve --rules PATH --feed SPEC …</c>: a run that answers questions over HTTP, and goes on answering after its end.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        RunOptions options = new(proofs: "none");
        Option<int> port = new("--port") { Description = "The port; 0 for any that is free.", HelpName = "PORT", DefaultValueFactory = static _ => 8080 };
        Option<string> listen = new("--listen") { Description = "The address. Other machines get in with 0.0.0.0 alone, and then only with a key.", HelpName = "ADDRESS", DefaultValueFactory = static _ => "127.0.0.1" };
        Option<string?> key = new("--api-key-file") { Description = $"A file with the key for X-Api-Key; without it the variable {HostInputs.KeyVariable}.", HelpName = "FILE" };
        Option<string[]> names = new("--host-name") { Description = "A name that this machine is called by in the Host header; may be given several times.", HelpName = "NAME" };
        Command command = new("serve", "Run rules on market data and answer over HTTP: decisions, proofs, why and why not, a console page.") { port, listen, key, names };
        ChangeInputs changes = new();
        options.AddTo(command);
        changes.AddTo(command);
        command.SetAction((parsed, stop) => Task.Factory.StartNew(
            () =>
            {
                RunRequest request = options.Read(parsed);
                return new MarketRunner(terminal, request with
                {
                    Serving = changes.Read(parsed, new ServeOptions(HostInputs.Read(parsed.GetValue(port), parsed.GetValue(listen)!, parsed.GetValue(key), parsed.GetValue(names) ?? [], request.Journal))),
                }).Run(stop);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        return command;
    }
}
