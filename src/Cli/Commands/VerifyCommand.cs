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
        Option<int> timeout = new("--timeout") { Description = "The most milliseconds for one question to the solver (default 400).", HelpName = "MS", DefaultValueFactory = static _ => SolverLimits.Default.QuestionMs };
        Option<bool> json = CommonOptions.Json();
        Command command = new("verify", "Prove the invariants of rules for all facts, or show facts that break them; each path is one program.") { paths, only, anyParams, emit, smt, timeout, json };
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
                Limits = SolverLimits.Default with { QuestionMs = Positive(parsed.GetValue(timeout)) },
            },
        }).Run(parsed.GetValue(paths)!));
        return command;
    }

    private static int Positive(int timeout) => timeout > 0 ? timeout : throw new WrongCallException($"--timeout is a number of milliseconds above 0, not {timeout}");
}
