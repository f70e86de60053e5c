using System.CommandLine;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp verify PATH…</c>: proves or refutes the invariants of each path, which is one program.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<string?> only = new("--invariant") { Description = "Only the invariant or never of this name.", HelpName = "NAME" };
        Option<bool> anyParams = new("--any-params") { Description = "Take every param as any value of its range, not as its own value." };
        Option<string?> emit = new("--emit-test") { Description = "Write each counterexample as a rule test into this file.", HelpName = "FILE" };
        Option<string?> smt = new("--smt2") { Description = "Write what the solver is asked into this folder, one SMT-LIB 2 file an invariant.", HelpName = "DIR" };
        Option<int> effort = new("--effort") { Description = "The most work of the solver for one part of a proof, in thousands of its own units (default 20000, some ten seconds): the same on every machine.", HelpName = "N", DefaultValueFactory = static _ => SolverLimits.Default.Effort / 1000 };
        Option<int> timeout = new("--timeout") { Description = "The most milliseconds for one question to the solver (default 120000), a net: what is found depends on the effort.", HelpName = "MS", DefaultValueFactory = static _ => SolverLimits.Default.QuestionMs };
        Option<bool> json = CommonOptions.Json();
        Command command = new("verify", "Prove the invariants of rules for all facts, or show facts that break them; each path is one program.") { paths, only, anyParams, emit, smt, effort, timeout, json };
        command.SetAction(parsed => new InvariantReport(terminal, new VerifyRequest
        {
            Only = parsed.GetValue(only),
            EmitTest = parsed.GetValue(emit),
            SmtFolder = parsed.GetValue(smt),
            IsJson = parsed.GetValue(json),
            Options = new VerifyOptions
            {
                AnyParams = parsed.GetValue(anyParams),
                KeepScripts = parsed.GetValue(smt) is not null,
                Limits = SolverLimits.Default with { QuestionMs = Positive("--timeout", parsed.GetValue(timeout), int.MaxValue), Effort = 1000 * Positive("--effort", parsed.GetValue(effort), int.MaxValue / 1000) },
            },
        }).Run(parsed.GetValue(paths)!));
        return command;
    }

    private static int Positive(string option, int value, int most) =>
        value > 0 && value <= most ? value : throw new WrongCallException($"{option} is a whole number from 1 to {most}, not {value}");
}
