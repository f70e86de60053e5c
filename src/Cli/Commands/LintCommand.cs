using System.CommandLine;
using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp lint PATH…</c>: what is proved of the rules of each path and is worth a word.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> libraries = new("--libraries") { Description = "Look at the rules of libraries that are used, too." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("lint", "Find rules that can never fire, comparisons that say nothing, superfluous rules and contradictory proposals, by proof.") { paths, libraries, json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(paths)!, parsed.GetValue(libraries), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, bool libraries, bool json)
    {
        Z3Library.Require();
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
            using RuleLinter linter = new(program, VerifyOptions.Default);
            ImmutableArray<Diagnostic> found = linter.Run(r => libraries || own.Contains(r.Span.Source.Path));
            DiagnosticPrinter.Print(terminal, found, json);
            code = found.IsEmpty ? code : ExitCode.WrongInput;
            if (!json)
            {
                terminal.Out.WriteLine($"{path}: {DiagnosticPrinter.Summary(found) ?? "nothing found"}");
            }
        }

        return code;
    }
}
