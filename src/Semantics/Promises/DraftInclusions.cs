using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The <c>inclusion […]</c> of one declaration with names resolved: the declared atom and what must hold beside it, in one scope, so that their types meet.</summary>
/// <param name="Own">The declared atom: a variable for each column.</param>
/// <param name="Others">What must hold, in reading order.</param>
internal sealed record DraftInclusions(DraftAtom Own, ImmutableArray<DraftAtom> Others)
{
    /// <summary>All atoms: for types.</summary>
    public IEnumerable<DraftLiteral> All => [Own, .. Others];

    /// <summary>Null when something is faulty; a diagnostic stands then.</summary>
    public static DraftInclusions? Lower(BindingContext context, ProgramFile file, ApplicationSyntax declared, AtomBlockSyntax block)
    {
        ExpressionLowerer expressions = new(context, file.Tree.Source, new RuleScope());
        if (LowerAtom(context, file, expressions, declared) is not [DraftAtom own])
        {
            return null;
        }

        HashSet<int> columns = [.. own.Arguments.OfType<DraftVariable>().Select(static v => v.Slot)];
        ImmutableArray<DraftAtom>.Builder others = ImmutableArray.CreateBuilder<DraftAtom>();
        foreach (TermSyntax term in block.Atoms)
        {
            ImmutableArray<DraftLiteral> lowered = ProblemOf(term) is null ? LowerAtom(context, file, expressions, (ApplicationSyntax)term) : [];
            if ((ProblemOf(term) ?? ProblemOf(lowered, columns, declared)) is { } problem)
            {
                SourceSpan span = file.Tree.SpanOf(term);
                context.Report(StateDiagnostics.BadInclusion, span, span.Text, problem);
            }

            others.AddRange(lowered.OfType<DraftAtom>());
        }

        return new DraftInclusions(own, others.ToImmutable());
    }

    private static ImmutableArray<DraftLiteral> LowerAtom(BindingContext context, ProgramFile file, ExpressionLowerer expressions, ApplicationSyntax atom) =>
        new BodyLowerer(context, file.Scope, expressions).Lower([new AtomLiteralSyntax(null, null, atom, null, null)]);

    private static string? ProblemOf(TermSyntax term) => term is not ApplicationSyntax atom
        ? "it takes predicates, as in inclusion [venue(V)]"
        : atom.Name.StartsWith(':') || atom.Name.StartsWith("fn:", StringComparison.Ordinal) ? $"'{atom.Name}' is built in and has no rows; declare a type for the column instead" : null;

    /// <summary>A fault that has been told leaves no atom, and expressions leave more than one.</summary>
    private static string? ProblemOf(ImmutableArray<DraftLiteral> lowered, HashSet<int> columns, ApplicationSyntax declared)
    {
        if (lowered is not [DraftAtom other])
        {
            return lowered.Length > 1 ? "its arguments are columns, constants and _" : null;
        }

        if (other.Predicate.IsDeferred)
        {
            return $"'{other.Predicate.Name}' is deferred and has no rows";
        }

        DraftExpression? strange = other.Arguments.FirstOrDefault(a => a is DraftParameter || (a is DraftVariable { IsWildcard: false } v && !columns.Contains(v.Slot)));
        return strange is null ? null : $"'{strange.Span.Text}' is no column of '{declared.Name}'; use _ where anything will do";
    }
}
