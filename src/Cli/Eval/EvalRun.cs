using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Cli;

/// <summary>One <c>scalp eval</c>: load, type, evaluate, print. Nothing is evaluated when any input is faulty.</summary>
internal sealed class EvalRun(Terminal terminal, EvalRequest request)
{
    private readonly DiagnosticBag _diagnostics = new();

    public int Run()
    {
        if (request.Problem() is { } problem)
        {
            throw new WrongCallException(problem);
        }

        if (!TryLoad(out BoundProgram? program, out IReadOnlyList<Fact> facts, out IReadOnlyList<ScriptTransaction> script, out BoundQuery? query))
        {
            DiagnosticPrinter.Print(terminal, _diagnostics.ToSorted(), request.Json);
            return ExitCode.WrongInput;
        }

        DiagnosticPrinter.Print(terminal, _diagnostics.ToSorted(), request.Json);
        RuleSession session = RuleSession.Start(program, request.EngineKind, new SessionLimits { MaxCreatedFacts = request.Budget }, facts);
        EvalPrinter printer = new(terminal, program, session, request);
        return request.Script is null ? Once(session, query, printer) : Apply(session, program.Facts.Length + facts.Count > 0, script, printer);
    }

    private bool TryLoad(
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out BoundProgram? program,
        out IReadOnlyList<Fact> facts, out IReadOnlyList<ScriptTransaction> script, out BoundQuery? query)
    {
        (facts, script, query) = ([], [], null);
        GivenFacts given = GivenFacts.Read(request.Facts, request.Script, _diagnostics);
        LoadedRules loaded = LoadedRules.Load([request.Path], given.Evidence(), request.Strict);
        _diagnostics.AddRange(loaded.Diagnostics);
        program = loaded.Program;
        if (program is null)
        {
            return false;
        }

        facts = given.BindFiles(program, _diagnostics);
        script = given.BindScript(program, _diagnostics);
        query = request.Query is null ? null : BindQuery(program, request.Query);
        return !_diagnostics.HasErrors;
    }

    private BoundQuery? BindQuery(BoundProgram program, string text)
    {
        QueryTree query = SyntaxTree.ParseQuery(new SourceText("--query", text));
        _diagnostics.AddRange(query.Diagnostics);
        return query.Diagnostics.Any(static d => d.IsError) ? null : QueryBinder.Bind(program, query.Literals, query.Source, _diagnostics);
    }

    private int Once(RuleSession session, BoundQuery? query, EvalPrinter printer)
    {
        TransactionResult result = session.InitialSummary;
        if (result.Outcome != TransactionOutcome.Committed)
        {
            return RolledBack("the evaluation", result);
        }

        printer.Failures(result);
        if (query is not null)
        {
            printer.Matches(query);
        }
        else if (request.Out is not null)
        {
            return Write(request.Out, printer);
        }
        else
        {
            printer.Derived();
        }

        return ExitCode.Fine;
    }

    private int Write(string folder, EvalPrinter printer)
    {
        if (printer.Write(folder) is not { } unwritable)
        {
            return ExitCode.Fine;
        }

        terminal.Error.WriteLine($"scalp: nothing was written to '{folder}': {unwritable} has a text with a tab or a line break, or an empty one alone in its row, which no .facts file can hold");
        return ExitCode.Failed;
    }

    private int Apply(RuleSession session, bool hasFacts, IReadOnlyList<ScriptTransaction> script, EvalPrinter printer)
    {
        int code = hasFacts ? Show(0, session.FullInitial(), printer) : ExitCode.Fine;
        for (int i = 0; i < script.Count; i++)
        {
            int outcome = Show(i + 1, session.Session.Commit(script[i].At, script[i].Changes), printer);
            code = outcome == ExitCode.Fine ? code : outcome;
        }

        return code;
    }

    private int Show(int number, TransactionResult result, EvalPrinter printer)
    {
        foreach (TransactionResult timer in result.Timers)
        {
            printer.Timer(timer);
            printer.Failures(timer);
        }

        if (result.SkippedTimers)
        {
            terminal.Error.WriteLine($"scalp: some timers before commit {number} were skipped (more than {SessionLimits.Default.MaxTimers}, or one was rolled back): what was due took effect in the commit itself");
        }

        printer.Changes(number, result);
        printer.Failures(result);
        return result.Outcome == TransactionOutcome.Committed ? ExitCode.Fine : RolledBack($"commit {number}", result);
    }

    private int RolledBack(string what, TransactionResult result)
    {
        terminal.Error.WriteLine($"scalp: {what} was rolled back: {result.Code}: {result.Problem ?? $"it created more than {request.Budget} facts (--budget); a recursive rule that makes new values needs a bound"}");
        return ExitCode.Failed;
    }
}
