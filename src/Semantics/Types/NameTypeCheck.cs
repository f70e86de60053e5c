using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reports variables that would have to be names of two types without a common name.</summary>
internal static class NameTypeCheck
{
    public static void Run(IEnumerable<DraftRule> clauses, DiagnosticBag diagnostics)
    {
        foreach (DraftRule clause in clauses)
        {
            for (int slot = 0; slot < clause.Scope.Nodes.Count; slot++)
            {
                TypeNode root = clause.Scope.Nodes[slot].Root;
                if (root is { IsColumn: false, IsFaulty: false, IsMixed: false } && FindPair(root) is { } pair)
                {
                    Report(clause.Scope.Names[slot], pair, diagnostics);
                    root.IsFaulty = true;
                }
            }
        }
    }

    private static (TypeEvidence First, TypeEvidence Second)? FindPair(TypeNode root)
    {
        List<TypeEvidence> names = [.. root.Evidence.Where(static e => e.Type is { Kind: TypeKind.Name, Prefix: not null })];
        for (int i = 1; i < names.Count; i++)
        {
            TypeEvidence? other = names.Take(i).FirstOrDefault(e => AreDisjoint(e.Type.Prefix!, names[i].Type.Prefix!));
            if (other is not null)
            {
                return (other, names[i]);
            }
        }

        return null;
    }

    private static bool AreDisjoint(string a, string b) => !TypeKinds.IsUnder(a, b) && !TypeKinds.IsUnder(b, a);

    private static void Report(string variable, (TypeEvidence First, TypeEvidence Second) pair, DiagnosticBag diagnostics) =>
        diagnostics.Add(Diagnostic.Create(TypeDiagnostics.DisjointNames, pair.Second.Span, variable, pair.First.Type, pair.Second.Type) with
        {
            Related = [new(pair.First.Span, pair.First.Label), new(pair.Second.Span, pair.Second.Label)],
        });
}
