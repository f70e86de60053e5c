using System.CommandLine;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp check PATH…</c>: every diagnostic of the program that the paths form.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> json = CommonOptions.Json();
        Option<bool> sarif = new("--sarif") { Description = "Print the diagnostics as one SARIF 2.1.0 document." };
        Option<bool> timings = CommonOptions.Timings();
        Option<bool> plan = new("--plan") { Description = "Print how the rules will run: layers, and a join per changed literal." };
        Command command = new("check", "Check rules: syntax, names, types, safety, strata.") { paths, strict, json, sarif, plan, timings };
        command.SetAction(parsed =>
        {
            Timings times = new(parsed.GetValue(timings));
            DiagnosticBag unreadable = new();
            IReadOnlyList<SyntaxTree> trees = times.Of("parse", () => RuleSources.Parse(parsed.GetValue(paths)!, unreadable));
            LoadedRules loaded = times.Of("bind", () => LoadedRules.Bind(trees, [], parsed.GetValue(strict), unreadable));
            RulePlan? compiled = loaded.Program is { } program && (parsed.GetValue(plan) || parsed.GetValue(timings)) ? times.Of("compile", () => PlanCompiler.Compile(program)) : null;
            int code = times.Of("print", () => parsed.GetValue(sarif)
                ? PrintSarif(terminal, loaded.Diagnostics)
                : Print(terminal, loaded, parsed.GetValue(json), parsed.GetValue(plan) ? compiled : null));
            times.Print(terminal);
            return code;
        });
        return command;
    }

    private static int Print(Terminal terminal, LoadedRules loaded, bool json, RulePlan? plan)
    {
        bool fine = DiagnosticPrinter.Print(terminal, loaded.Diagnostics, json);
        if (plan is not null)
        {
            terminal.Out.Write(PlanText.Format(plan));
        }
        else if (!json)
        {
            string findings = DiagnosticPrinter.Summary(loaded.Diagnostics) ?? "no findings";
            string size = loaded.Program is { } program
                ? $": {program.Rules.Length} rules, {program.Predicates.Length} predicates, {program.Strata.Length} strata, version {program.Version[..12]}"
                : "";
            terminal.Out.WriteLine($"{loaded.FileCount} file{(loaded.FileCount == 1 ? "" : "s")} checked, {findings}{size}");
        }

        return fine ? ExitCode.Fine : ExitCode.WrongInput;
    }

    private static int PrintSarif(Terminal terminal, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        terminal.Out.WriteLine(Sarif.Document(diagnostics));
        return diagnostics.Any(static d => d.IsError) ? ExitCode.WrongInput : ExitCode.Fine;
    }
}
