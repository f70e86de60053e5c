using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reports variables that would have to be names of two declared types without a common name.</summary>
internal static class NameTypeCheck
{
    public static void Run(IEnumerable<DraftRule> clauses, DiagnosticBag diagnostics)
    {
        foreach (DraftRule clause in clauses)
        {
            Dictionary<int, TypeEvidence> narrowest = [];
            foreach (DraftAtom atom in clause.Body.OfType<DraftAtom>().Where(static a => !a.IsNegated))
            {
                Check(atom.Predicate, atom.Arguments, narrowest, diagnostics);
            }

            Check(clause.Head, clause.HeadArguments, narrowest, diagnostics);
        }
    }

    private static void Check(PredicateSymbol predicate, IReadOnlyList<DraftExpression> arguments, Dictionary<int, TypeEvidence> narrowest, DiagnosticBag diagnostics)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not DraftVariable variable || predicate.DeclaredType(i) is not { Kind: TypeKind.Name, Prefix: { } prefix } type)
            {
                continue;
            }

            TypeEvidence found = new(type, variable.Span, $"column {i + 1} ({predicate.Columns[i]}) of '{predicate.Name}'", IsDeclared: true);
            if (!narrowest.TryGetValue(variable.Slot, out TypeEvidence? known) || TypeKinds.IsUnder(prefix, known.Type.Prefix!))
            {
                narrowest[variable.Slot] = found;
            }
            else if (!TypeKinds.IsUnder(known.Type.Prefix!, prefix))
            {
                Report(variable.Name, known, found, diagnostics);
            }
        }
    }

    private static void Report(string variable, TypeEvidence first, TypeEvidence second, DiagnosticBag diagnostics) =>
        diagnostics.Add(Diagnostic.Create(TypeDiagnostics.DisjointNames, second.Span, variable, first.Type, second.Type) with
        {
            Related = [new(first.Span, first.Label), new(second.Span, second.Label)],
        });
}
