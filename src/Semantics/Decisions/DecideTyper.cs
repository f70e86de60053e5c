using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>States that the predicates of a decide statement agree on their key, limit and size columns.</summary>
internal static class DecideTyper
{
    public static void Constrain(DraftDecide decide, ConstraintCollector constraints, TypeSolver solver)
    {
        foreach (PredicateSymbol other in decide.Vetoes.Concat(decide.Caps).Concat(decide.Require is { } require ? [require] : []))
        {
            for (int k = 0; k < decide.Key.Length; k++)
            {
                Same(decide, decide.Key[k], other, k, constraints, solver);
            }
        }

        foreach (PredicateSymbol cap in decide.Caps)
        {
            Same(decide, decide.SizeColumn, cap, decide.Key.Length, constraints, solver);
        }

        if (decide.ConfidenceColumn is { } confidence)
        {
            solver.Add(
                constraints.Column(decide.Candidates, confidence),
                new(BoundType.Float64, decide.Span, "a candidate's confidence", IsDeclared: true),
                new UnifySite(decide.Span, $"column {confidence + 1} of '{decide.Candidates.Name}'"));
        }
    }

    /// <summary>After types are known: sizes are numbers.</summary>
    public static void Check(DraftDecide decide, DiagnosticBag diagnostics)
    {
        BoundType size = decide.Candidates.DeclaredType(decide.SizeColumn) ?? TypeResolution.Resolve(decide.Candidates.Nodes[decide.SizeColumn]);
        if (!TypeKinds.IsNumeric(TypeKinds.KindOf(size)) && size.Kind is not (TypeKind.Any or TypeKind.Error))
        {
            diagnostics.Report(
                DecisionDiagnostics.WrongColumns, decide.Span, decide.Candidates.Name, $"{size} in column {decide.SizeColumn + 1}", "a candidate's size is a number");
        }
    }

    private static void Same(DraftDecide decide, int column, PredicateSymbol other, int otherColumn, ConstraintCollector constraints, TypeSolver solver) =>
        solver.Unify(
            constraints.Column(decide.Candidates, column),
            constraints.Column(other, otherColumn),
            new UnifySite(decide.Span, $"column {column + 1} of '{decide.Candidates.Name}' and column {otherColumn + 1} of '{other.Name}'"));
}
