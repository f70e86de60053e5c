using System.CommandLine;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

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
        Option<bool> plan = new("--plan") { Description = "Print how the rules will run: layers, and a join per changed literal." };
        Command command = new("check", "Check rules: syntax, names, types, safety, strata.") { paths, strict, json, sarif, plan };
        command.SetAction(parsed =>
        {
            LoadedRules loaded = LoadedRules.Load(parsed.GetValue(paths)!, [], parsed.GetValue(strict));
            return parsed.GetValue(sarif)
                ? PrintSarif(terminal, loaded.Diagnostics)
                : Print(terminal, loaded, parsed.GetValue(json), parsed.GetValue(plan));
        });
        return command;
    }

    private static int Print(Terminal terminal, LoadedRules loaded, bool json, bool plan)
    {
        bool fine = DiagnosticPrinter.Print(terminal, loaded.Diagnostics, json);
        if (plan && loaded.Program is { } checkedProgram)
        {
            terminal.Out.Write(PlanText.Format(PlanCompiler.Compile(checkedProgram)));
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
