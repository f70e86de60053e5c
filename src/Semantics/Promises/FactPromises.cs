using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Finds facts of the program text that break a <c>fundep</c> whatever else is given: such a program could never start.</summary>
internal static class FactPromises
{
    public static void Check(BoundProgram program, DiagnosticBag diagnostics)
    {
        foreach (BoundPredicate predicate in program.Predicates.Where(static p => !p.Promises.Fundeps.IsEmpty && IsSure(p)))
        {
            BoundFact[] facts = [.. program.Facts.Where(f => f.Fact.Predicate == predicate.Name)];
            foreach (BoundFundep fundep in predicate.Promises.Fundeps)
            {
                Check(facts, fundep, diagnostics);
            }
        }
    }

    /// <summary>A key replaces rows, state rules take them away, a merge makes them one: then facts of the text need not stay.</summary>
    private static bool IsSure(BoundPredicate predicate) => predicate is { Key.IsEmpty: true, IsStored: false, Tag: null, Merge: null };

    private static void Check(BoundFact[] facts, BoundFundep fundep, DiagnosticBag diagnostics)
    {
        Dictionary<string, BoundFact> first = new(StringComparer.Ordinal);
        foreach (BoundFact fact in facts)
        {
            string source = ValuesOf(fact, fundep.Source);
            if (!first.TryAdd(source, fact) && ValuesOf(first[source], fundep.Target) != ValuesOf(fact, fundep.Target))
            {
                diagnostics.Add(Diagnostic.Create(StateDiagnostics.FactsBreakFundep, fact.Span, fact.Fact, fundep.Text) with
                {
                    Related = [new(first[source].Span, $"{first[source].Fact} stands here"), new(fundep.Span, "and this is what is promised")],
                });
            }
        }
    }

    private static string ValuesOf(BoundFact fact, IReadOnlyList<int> columns) => string.Join(", ", columns.Select(c => fact.Fact.Arguments[c]));
}
