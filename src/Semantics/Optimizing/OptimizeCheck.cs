using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What must hold of an <c>optimize</c> statement beyond names, types and safety.</summary>
internal static class OptimizeCheck
{
    public static void Run(BoundProgram program, BoundOptimize optimize, DiagnosticBag found)
    {
        BoundPredicate published = program.Predicates[optimize.Predicate];
        if (!published.IsExtensional || !published.IsDeclared || !published.Key.SequenceEqual(Enumerable.Range(0, published.Arity - 1)) || !published.Types[^1].IsNumeric)
        {
            string key = string.Join(", ", published.Columns.SkipLast(1));
            found.Add(Diagnostic.Create(FactDiagnostics.BadOptimize, optimize.Span, $"'{published.Name}' has to be declared extensional(), with all columns but the last as its key and a number as its last column") with
            {
                Related = [new(published.Span, $"here: descr [extensional(), key([{key}])] bound [..., /dec8]")],
            });
            return;
        }

        foreach (BoundComparison limit in optimize.Limits.Where(static l => l.Operator is not (ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual or ComparisonOperator.Equal)))
        {
            found.Report(FactDiagnostics.BadOptimize, limit.Span, $"'{limit.Span.Text}' has no best solution at its edge; write <=, >= or =");
        }

        HashSet<int> bound = [.. optimize.Body.Where(static l => l is not BoundAtom { IsNegated: true }).SelectMany(BoundWalk.ExpressionsOf).OfType<BoundVariable>().Select(static v => v.Slot)];
        if (!optimize.GivesKeys)
        {
            bound.UnionWith(optimize.Rows.SelectMany(static r => r.Arguments.SkipLast(1)).OfType<BoundVariable>().Select(static v => v.Slot));
        }

        HashSet<int> unknown = [.. optimize.Unknowns, .. optimize.Sums.Select(static s => s.Key)];
        IEnumerable<BoundExpression> used = optimize.Rows.SelectMany(static r => r.Arguments).Concat(optimize.Limits.SelectMany(BoundWalk.ExpressionsOf))
            .Concat(optimize.Sums.SelectMany(static s => BoundWalk.WithParts(s.Value))).Concat(BoundWalk.WithParts(optimize.Objective));
        foreach (BoundVariable free in used.OfType<BoundVariable>().Where(v => !bound.Contains(v.Slot) && !unknown.Contains(v.Slot)).DistinctBy(static v => v.Slot))
        {
            found.Report(FactDiagnostics.BadOptimize, free.Span, $"nothing in 'subject to' says which values '{optimize.Variables[free.Slot]}' takes; add a literal that does");
        }
    }
}
