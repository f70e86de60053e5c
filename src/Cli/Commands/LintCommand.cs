using System.CommandLine;
using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp lint PATH…</c>: what is read and what is proved of the rules of each path and is worth a word.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> libraries = new("--libraries") { Description = "Look at the rules of libraries that are used, too." };
        Option<bool> reading = new("--no-proofs") { Description = "Only what is found by reading; needs no solver." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("lint", "Find misspelt variables, wrong units, entries on old data, and, by proof, rules that can never fire, comparisons that say nothing, superfluous rules and contradictory proposals.")
        {
            paths, libraries, reading, json,
        };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(paths)!, parsed.GetValue(libraries), !parsed.GetValue(reading), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, bool libraries, bool proofs, bool json)
    {
        if (proofs)
        {
            Z3Library.Require();
        }

        int code = ExitCode.Fine;
        foreach (string path in paths)
        {
            LoadedRules loaded = LoadedRules.Load([path], [], strict: false);
            if (!DiagnosticPrinter.Print(terminal, loaded.Diagnostics, json) || loaded.Program is not { } program)
            {
                code = ExitCode.WrongInput;
                continue;
            }

            HashSet<string> own = [.. loaded.Trees.Select(static t => t.Source.Path)];
            ImmutableArray<Diagnostic> found = RuleLint.Check(program, path => libraries || own.Contains(path));
            found = proofs ? [.. found, .. Prove(program, r => libraries || own.Contains(r.Span.Source.Path))] : found;
            DiagnosticPrinter.Print(terminal, found, json);
            code = found.IsEmpty ? code : ExitCode.WrongInput;
            if (!json)
            {
                terminal.Out.WriteLine($"{path}: {DiagnosticPrinter.Summary(found) ?? "nothing found"}");
            }
        }

        return code;
    }

    private static ImmutableArray<Diagnostic> Prove(BoundProgram program, Predicate<BoundRule> isAsked)
    {
        using RuleLinter linter = new(program, VerifyOptions.Default);
        return linter.Run(isAsked);
    }
}
