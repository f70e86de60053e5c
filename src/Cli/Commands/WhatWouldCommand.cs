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
        Command command = new("what-would", "Show the smallest change of facts that would have changed a recorded decision, confirmed by the engine.") { id, journal, json };
        command.SetAction(parsed => new ChangeFinder(terminal, parsed.GetValue(journal) ?? DemoCommand.JournalFolder).Find(parsed.GetValue(id)!, parsed.GetValue(json)));
        return command;
    }
}
