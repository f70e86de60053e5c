using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What a lint check reads and where it reports.</summary>
internal sealed class LintContext(BoundProgram program, Predicate<string> isAsked)
{
    public BoundProgram Program { get; } = program;

    public DiagnosticBag Found { get; } = new();

    /// <summary>The rules of the files that are asked for.</summary>
    public IEnumerable<BoundRule> Rules => Program.Rules.Where(r => Asks(r.Span));

    public bool Asks(SourceSpan span) => isAsked(span.Source.Path);

    /// <summary>The predicate of an atom; null for a decision in an invariant.</summary>
    public BoundPredicate? PredicateOf(BoundAtom atom) => atom.Predicate < Program.Predicates.Length ? Program.Predicates[atom.Predicate] : null;

    /// <summary>The predicate itself, or the one whose past it shows.</summary>
    public BoundPredicate SourceOf(int predicate) =>
        Program.Predicates[predicate] is { View: { } view } ? Program.Predicates[view.Source] : Program.Predicates[predicate];
}
