using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads decide statements, and makes the default ones.</summary>
internal sealed class DecideBinder(BindingContext context)
{
    /// <summary>Null when the statement is faulty beyond use; a diagnostic stands then.</summary>
    public DraftDecide? Bind(ProgramFile file, DecideSyntax syntax)
    {
        if (syntax.Decision is not ApplicationSyntax decision || DecisionNameScan.CandidateName(syntax) is not { } candidateName)
        {
            return null;
        }

        SourceSpan span = file.Tree.SpanOf(syntax);
        if (Find(file, candidateName, file.Tree.SpanOf(syntax.Candidates)) is not { } candidates)
        {
            return null;
        }

        ImmutableArray<string> columns = [.. decision.Arguments.Select(static a => (a as VariableSyntax)?.Name ?? "")];
        if (columns.Contains("") || columns.Contains("_") || columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
        {
            context.Report(DecisionDiagnostics.BadDecide, file.Tree.SpanOf(decision), "name each column of the decisions with a variable, as in decision(Sym, Action, Size)");
            return null;
        }

        DecideOptions options = new(context, file, columns);
        DraftDecide draft = new() { Name = file.Scope.Define(decision.Name), Candidates = candidates, Key = [0], Span = span };
        draft = options.Apply(draft, syntax.Options, Find);
        return Fits(draft, columns.Length, file.Tree.SpanOf(decision)) ? draft : null;
    }

    /// <summary><c>decide decision(…) from propose [key([first column]), …]</c> with whatever of <c>veto</c>, <c>require</c> and <c>cap</c> the program has.</summary>
    public DraftDecide? Default(string propose, DefaultDecide origin)
    {
        if (context.Predicates.Find(propose) is not { } candidates)
        {
            return null;
        }

        DraftDecide draft = new()
        {
            Name = origin.Scope.Define(DecisionNameScan.Decision),
            Candidates = candidates,
            Key = [0],
            Span = origin.Span,
            Vetoes = Optional(origin, "veto"),
            VetoExcept = ["/exit"],
            Require = Optional(origin, "require").FirstOrDefault(),
            Caps = Optional(origin, "cap"),
            CapExcept = ["/exit"],
        };
        return Fits(draft, 3, origin.Span) ? draft : null;
    }

    private ImmutableArray<PredicateSymbol> Optional(DefaultDecide origin, string name) =>
        context.Predicates.Find(context.Predicates.Qualify(origin.Scope, name)) is { IsSupplied: true } symbol ? [symbol] : [];

    private PredicateSymbol? Find(ProgramFile file, string name, SourceSpan span)
    {
        string qualified = context.Predicates.Qualify(file.Scope, name);
        PredicateSymbol? symbol = context.Predicates.Find(qualified);
        if (symbol is null)
        {
            context.ReportUnknown(DecisionDiagnostics.UnknownCandidate, span, qualified, context.Predicates.All.Select(static p => p.Name));
        }

        return symbol;
    }

    private bool Fits(DraftDecide draft, int decisionColumns, SourceSpan span)
    {
        int key = draft.Key.Length;
        bool fine = Columns(draft.Candidates, key + 2, key + 3, span, $"candidates have {Keys(key)}, an action, a size and perhaps a confidence");
        if (fine && decisionColumns != key + 2)
        {
            context.Report(DecisionDiagnostics.BadDecide, span, $"a decision has {Keys(key)}, an action and a size; this one has {PredicateTable.Columns(decisionColumns)}");
            fine = false;
        }

        foreach (PredicateSymbol veto in draft.Vetoes)
        {
            fine &= Columns(veto, key, int.MaxValue, span, $"a veto has {Keys(key)} first, then its reason");
        }

        foreach (PredicateSymbol cap in draft.Caps)
        {
            fine &= Columns(cap, key + 1, key + 1, span, $"a cap has {Keys(key)} and the limit");
        }

        return fine & (draft.Require is not { } require || Columns(require, key + 1, key + 2, span, $"a requirement has {Keys(key)}, its name and perhaps the action's kind"));
    }

    private static string Keys(int count) => count == 1 ? "the key column" : $"the {count} key columns";

    private bool Columns(PredicateSymbol symbol, int least, int most, SourceSpan span, string wanted)
    {
        if (symbol.Arity >= least && symbol.Arity <= most)
        {
            return true;
        }

        context.Diagnostics.Add(Diagnostic.Create(DecisionDiagnostics.WrongColumns, span, symbol.Name, PredicateTable.Columns(symbol.Arity), wanted) with
        {
            Related = symbol.Span == span ? [] : [new(symbol.Span, $"'{symbol.Name}' is here")],
        });
        return false;
    }
}
