using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp lint PATH…</c>: what is read, tried on data and proved of the rules of each path, and is worth a word.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> libraries = new("--libraries") { Description = "Look at the rules of libraries that are used, too." };
        Option<bool> reading = new("--no-proofs") { Description = "Ask no solver: only what is found by reading and on the data." };
        Option<string?> data = new("--data") { Description = "Reference data, on which rules that never or always fire are told: a journal, or a folder of fact files.", HelpName = "DIR" };
        Option<string?> script = new("--script") { Description = "Transactions to apply after the facts of --data, as in 'scalp eval'.", HelpName = "FILE" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("lint", "Find misspelt variables, wrong units, entries on old data, and, by proof, rules that can never fire, comparisons that say nothing, superfluous rules and contradictory proposals.")
        {
            paths, libraries, reading, data, script, json,
        };
        command.SetAction(parsed => new LintRun(terminal, new LintRequest(
            parsed.GetValue(libraries), !parsed.GetValue(reading), parsed.GetValue(data), parsed.GetValue(script), parsed.GetValue(json))).Run(parsed.GetValue(paths)!));
        return command;
    }
}
