using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>Verifies programs and prints a verdict for each invariant.</summary>
internal sealed class InvariantReport(Terminal terminal, VerifyRequest request)
{
    private readonly StringBuilder _tests = new();

    public int Run(string[] paths)
    {
        Z3Library.Require();
        int code = ExitCode.Fine;
        foreach (string path in paths)
        {
            code = Math.Max(code, Program(path));
        }

        if (request.EmitTest is { } file && _tests.Length > 0)
        {
            File.WriteAllText(file, _tests.ToString());
            terminal.Error.WriteLine($"scalp: counterexamples written to '{file}' as rule tests; they fail until the rules are mended");
        }

        return code;
    }

    private int Program(string path)
    {
        LoadedRules loaded = LoadedRules.Load([path], [], strict: false);
        if (!DiagnosticPrinter.Print(terminal, loaded.Diagnostics, request.IsJson) || loaded.Program is not { } program)
        {
            return ExitCode.WrongInput;
        }

        BoundInvariant[] invariants = [.. program.Invariants.Where(i => request.Only is null || i.Name == request.Only)];
        if (invariants.Length == 0)
        {
            terminal.Error.WriteLine(NothingToDo(path, program));
            return ExitCode.WrongInput;
        }

        ImmutableArray<Verdict> verdicts = new InvariantProver(program, request.Options).ProveAll(invariants);
        foreach (Verdict verdict in verdicts)
        {
            Keep(program, verdict);
            Print(path, verdict);
        }

        return Summarise(path, verdicts);
    }

    private string NothingToDo(string path, BoundProgram program)
    {
        if (request.Only is not { } name || program.Invariants.IsEmpty)
        {
            return $"scalp: there is no invariant in '{path}'; write one, such as 'never both: long(S), short(S).'";
        }

        string? near = NameSuggestion.Nearest(name, program.Invariants.Select(static i => i.Name));
        return $"scalp: '{path}' has no invariant '{name}'{(near is null ? "" : $"; did you mean '{near}'?")}";
    }

    private void Keep(BoundProgram program, Verdict verdict)
    {
        if (verdict.Counterexample is { } example)
        {
            _tests.Append(_tests.Length > 0 ? "\n" : "").Append(RuleTestText.Of(program, verdict.Invariant, example));
        }

        if (request.SmtFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, verdict.Invariant.Name + ".smt2"), verdict.Script);
        }
    }

    private int Summarise(string path, ImmutableArray<Verdict> verdicts)
    {
        int Count(VerdictKind kind) => verdicts.Count(v => v.Kind == kind);
        if (!request.IsJson)
        {
            foreach (string assumption in verdicts.SelectMany(static v => v.Assumptions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                terminal.Out.WriteLine($"  assuming: {assumption}");
            }

            terminal.Out.WriteLine($"{path}: {Count(VerdictKind.Proved)} proved, {Count(VerdictKind.Refuted)} refuted, {Count(VerdictKind.Unknown)} unknown");
        }

        return verdicts.All(static v => v.Kind == VerdictKind.Proved) ? ExitCode.Fine : ExitCode.WrongInput;
    }

    private void Print(string path, Verdict verdict)
    {
        if (request.IsJson)
        {
            terminal.Out.WriteLine(ToJson(path, verdict));
            return;
        }

        if (VerificationDiagnostics.Of(verdict) is { } diagnostic)
        {
            terminal.Error.Write(DiagnosticText.Format(diagnostic, terminal.ColourErrors));
        }
        else
        {
            terminal.Out.WriteLine($"proved   {verdict.Invariant.Name}");
        }
    }

    private static string ToJson(string path, Verdict verdict) => JsonSerializer.Serialize(new
    {
        path,
        invariant = verdict.Invariant.Name,
        place = verdict.Invariant.Span.ToString(),
        verdict = verdict.Kind.ToString().ToLowerInvariant(),
        assumptions = verdict.Assumptions,
        reasons = verdict.Reasons,
        counterexample = verdict.Counterexample is not { } example ? null : new
        {
            at = example.State.At.Nanoseconds,
            facts = example.State.Facts.Select(static f => f.ToString()),
            @params = example.State.Params.ToDictionary(static p => p.Key, static p => p.Value.ToString()),
            decisions = example.Decisions.Select(static d => d.ToString()),
            bindings = example.Bindings.ToDictionary(static b => b.Key, static b => b.Value.ToString()),
        },
    });
}
