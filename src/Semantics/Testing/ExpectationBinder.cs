using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds <c>expect [no] … [because …]</c>.</summary>
internal sealed class ExpectationBinder(BoundProgram program, ProgramFile file, PredicateTable names, DiagnosticBag diagnostics)
{
    public BoundTestStep? Bind(TestExpectSyntax expect, EventTime at)
    {
        BoundDecide? decide = expect.Body.Select(DecideOf).FirstOrDefault(static d => d is not null);
        return decide is null ? AboutFacts(expect, at) : AboutDecision(expect, decide, at);
    }

    private SourceSpan SpanOf(ISyntaxElement element) => file.Tree.SpanOf(element);

    private BoundDecide? DecideOf(LiteralSyntax literal) =>
        literal is AtomLiteralSyntax { Atom: ApplicationSyntax atom } ? program.Decides.FirstOrDefault(d => d.Name == names.Qualify(file.Scope, atom.Name)) : null;

    private BoundTestExpectFact? AboutFacts(TestExpectSyntax expect, EventTime at)
    {
        ImmutableArray<string>.Builder rules = ImmutableArray.CreateBuilder<string>();
        foreach (TermSyntax reason in expect.Reasons)
        {
            if (expect.IsAbsence || reason is not LiteralTermSyntax { Token: { Kind: SyntaxKind.String } token })
            {
                diagnostics.Report(FactDiagnostics.UnknownReason, SpanOf(reason), SpanOf(reason).Text, expect.IsAbsence
                    ? "the absence of a fact has no single reason; reasons are for decisions, or for a fact that is expected"
                    : "a fact holds because of a rule, named by its id in quotes");
            }
            else if (RuleId(token) is { } id)
            {
                rules.Add(id);
            }
        }

        BoundQuery? query = QueryBinder.Bind(program, expect.Body, file.Tree.Source, diagnostics, file.Scope);
        return query is null
            ? null
            : new BoundTestExpectFact { At = at, Span = SpanOf(expect), IsAbsence = expect.IsAbsence, Query = query, BecauseRules = rules.ToImmutable() };
    }

    private BoundTestExpectDecision? AboutDecision(TestExpectSyntax expect, BoundDecide decide, EventTime at)
    {
        if (expect.Body is not [AtomLiteralSyntax { IsNegated: false, Temporal: null, Window: null, Annotation: null, Atom: ApplicationSyntax atom }])
        {
            Report(FactDiagnostics.BadExpectation, expect, $"an expectation about '{decide.Name}' is that one literal alone; write 'expect no …' for its absence");
            return null;
        }

        BoundPredicate candidates = program.Predicates[decide.Candidates];
        int columns = decide.Key.Length + 2;
        if (atom.Arguments.Count != columns)
        {
            diagnostics.Report(FactDiagnostics.FactArity, SpanOf(atom), decide.Name, PredicateTable.Columns(columns), atom.Arguments.Count);
            return null;
        }

        BoundType[] types = [.. DecisionColumns(decide).Select(c => candidates.Types[c])];
        ImmutableArray<Value?>? pattern = Pattern(atom, types, decide.Name);
        ReasonBinder reasons = new(program, decide, file, names, diagnostics);
        ImmutableArray<BoundReason> because = [.. expect.Reasons.Select(reasons.Bind).OfType<BoundReason>()];
        return pattern is not { } fits
            ? null
            : new BoundTestExpectDecision { At = at, Span = SpanOf(expect), IsAbsence = expect.IsAbsence, Decide = decide.Name, Pattern = fits, LiteralSpan = SpanOf(atom), Reasons = because };
    }

    /// <summary>The candidates' columns in the order of a decision's: all but the confidence.</summary>
    private static IEnumerable<int> DecisionColumns(BoundDecide decide) => decide.Key.Append(decide.ActionColumn).Append(decide.SizeColumn).Order();

    private ImmutableArray<Value?>? Pattern(ApplicationSyntax atom, BoundType[] types, string name) =>
        PatternBinder.TryBind(atom.Arguments, types, i => $"column {i + 1} of '{name}'", file.Tree.Source, diagnostics, out ImmutableArray<Value?> pattern) ? pattern : null;

    private string? RuleId(SyntaxToken token) => ReasonBinder.RuleId(program, token, file.Tree, diagnostics);

    private void Report(DiagnosticDescriptor descriptor, ISyntaxElement element, params object[] arguments) =>
        diagnostics.Report(descriptor, SpanOf(element), arguments);
}
