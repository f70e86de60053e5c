using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp what-would ID</c>: the smallest change of facts that would have made a non-decision a decision, or stopped a decision.</summary>
internal static class WhatWouldCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> id = new("ID") { Description = "A decision or non-decision: its id or the start of it, #number, or last." };
        Option<string?> journal = new("--journal") { Description = $"The journal's folder (default: {DemoCommand.JournalFolder}).", HelpName = "DIR" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("what-would", "Show the smallest change of facts that would have changed a recorded decision, confirmed by the engine; from a journal, or a running host that keeps one.") { id, journal, json };
        HostOption host = new();
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            string? folder = parsed.GetValue(journal);
            CounterfactualPrinter printer = new(terminal, parsed.GetValue(json));
            return host.Choose(
                parsed,
                terminal,
                folder,
                client => printer.Print(HostCounterfactual.Ask(client, parsed.GetValue(id)!)),
                () => new ChangeFinder(terminal, folder ?? DemoCommand.JournalFolder, printer).Find(parsed.GetValue(id)!));
        });
        return command;
    }
}
