using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>One <c>scalp lint</c>: each path is one program, read, tried on data, and questioned by the solver.</summary>
internal sealed class LintRun(Terminal terminal, LintRequest request)
{
    public int Run(string[] paths)
    {
        if (request.Proofs)
        {
            Z3Library.Require();
        }

        int code = ExitCode.Fine;
        foreach (string path in paths)
        {
            int one = One(path);
            code = one == ExitCode.Fine ? code : one;
        }

        return code;
    }

    private int One(string path)
    {
        DiagnosticBag faults = new();
        bool isJournal = request.Data is not null && Directory.Exists(request.Data) && Directory.EnumerateFiles(request.Data).Any(static f => JournalFiles.IsJournalFile(Path.GetFileName(f)));
        GivenFacts given = GivenFacts.Read(isJournal ? null : request.Data, request.Script, faults);
        if (request.Data is { } data && !isJournal && given.IsEmpty && !faults.HasErrors)
        {
            throw new WrongCallException($"--data '{data}' holds neither a journal nor fact files (PREDICATE.csv, .tsv or .facts)");
        }

        LoadedRules loaded = LoadedRules.Load([path], given.Evidence(), strict: false);
        faults.AddRange(loaded.Diagnostics);
        if (!DiagnosticPrinter.Print(terminal, faults.ToSorted(), request.Json) || loaded.Program is not { } program)
        {
            return ExitCode.WrongInput;
        }

        HashSet<string> own = [.. loaded.Trees.Select(static t => t.Source.Path)];
        bool IsAsked(string source) => request.Libraries || own.Contains(source);
        ImmutableArray<Diagnostic> found = RuleLint.Check(program, IsAsked);
        if (request.HasData)
        {
            DataLint seen = new(program, r => IsAsked(r.Span.Source.Path));
            if (!TryWatch(program, isJournal, given, seen))
            {
                return ExitCode.WrongInput;
            }

            found = [.. found, .. seen.Found()];
        }

        found = request.Proofs ? [.. found, .. Prove(program, r => IsAsked(r.Span.Source.Path))] : found;
        DiagnosticPrinter.Print(terminal, found, request.Json);
        if (!request.Json)
        {
            terminal.Out.WriteLine($"{path}: {DiagnosticPrinter.Summary(found) ?? "nothing found"}");
        }

        return found.IsEmpty ? ExitCode.Fine : ExitCode.WrongInput;
    }

    /// <summary>False, with diagnostics, when the data does not fit the program.</summary>
    private bool TryWatch(BoundProgram program, bool isJournal, GivenFacts given, DataLint data)
    {
        DiagnosticBag faults = new();
        if (isJournal)
        {
            new RunReplay(request.Data!).Watch(program, data.Look, faults);
        }
        else
        {
            Play(program, given.BindFiles(program, faults), given.BindScript(program, faults), data, faults);
        }

        return DiagnosticPrinter.Print(terminal, faults.ToSorted(), request.Json);
    }

    private static void Play(BoundProgram program, IReadOnlyList<Fact> facts, IReadOnlyList<ScriptTransaction> script, DataLint data, DiagnosticBag faults)
    {
        if (faults.HasErrors)
        {
            return;
        }

        RuleSession session = RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default, facts);
        data.Look(session, session.FullInitial());
        foreach (ScriptTransaction transaction in script)
        {
            data.Look(session, session.Session.Commit(transaction.At, transaction.Changes));
        }
    }

    private static ImmutableArray<Diagnostic> Prove(BoundProgram program, Predicate<BoundRule> isAsked)
    {
        using RuleLinter linter = new(program, VerifyOptions.Default);
        return linter.Run(isAsked);
    }
}
