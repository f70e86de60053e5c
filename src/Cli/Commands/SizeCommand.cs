using System.CommandLine;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp size PATH [--facts DIR]</c>: solves the <c>optimize</c> statements of rules on facts from files.</summary>
internal static class SizeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "The program: a file, or a folder of them." };
        Option<string?> facts = new("--facts") { Description = "A folder of PREDICATE.csv, .tsv or .facts files, without header rows.", HelpName = "DIR" };
        Option<int> timeout = new("--timeout") { Description = "The most milliseconds for one question to the solver (default 120000).", HelpName = "MS", DefaultValueFactory = static _ => SolverLimits.Default.QuestionMs };
        Option<bool> json = CommonOptions.Json();
        Command command = new("size", "Solve the 'optimize' statements of rules and print the rows they publish, or the limits that clash.") { path, facts, timeout, json };
        command.SetAction(parsed => new SizeRun(terminal, parsed.GetValue(path)!, parsed.GetValue(facts), parsed.GetValue(json)).Run(parsed.GetValue(timeout)));
        return command;
    }
}
