using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Clauses that begin with <c>assert</c> or <c>retract</c>.</summary>
internal static class StateClauses
{
    public static RuleEffect EffectOf(ClauseSyntax clause, PredicateSymbol head) => clause.StateKeyword?.Text switch
    {
        "assert" => RuleEffect.Assert,
        "retract" => RuleEffect.Retract,
        _ => head.IsDeferred ? RuleEffect.Compute : RuleEffect.Derive,
    };

    /// <summary>Without a condition it would happen in every step of every transaction: a fact says better what is meant.</summary>
    public static void CheckBody(BindingContext context, SyntaxTree tree, ClauseSyntax clause, RuleScope scope)
    {
        if (clause.StateKeyword is { } keyword && clause.Body.Count == 0 && !scope.IsFaulty)
        {
            scope.IsFaulty = true;
            context.Diagnostics.Add(Diagnostic.Create(StateDiagnostics.NoCondition, tree.SpanOf(keyword), keyword.Text) with
            {
                Help = keyword.Text == "assert" ? "write it as a fact, without 'assert', to begin with it; or say when it happens: assert p(X) :- q(X)." : "say when it happens: retract p(X) :- q(X).",
            });
        }
    }

    /// <summary>A predicate is stored or derived: a derived row would come back in the step after it was retracted.</summary>
    public static void CheckHeads(IEnumerable<DraftRule> rules, DiagnosticBag diagnostics)
    {
        foreach (IGrouping<string, DraftRule> group in rules.Where(static r => r.Head is { IsStored: true, IsDerived: true }).GroupBy(static r => r.Head.Name, StringComparer.Ordinal))
        {
            DraftRule derives = group.First(static r => r.Effect == RuleEffect.Derive), stores = group.First(static r => r.Effect is RuleEffect.Assert or RuleEffect.Retract);
            diagnostics.Add(Diagnostic.Create(StateDiagnostics.StoredAndDerived, stores.HeadSpan, group.Key) with
            {
                Related = [new RelatedSpan(derives.HeadSpan, $"'{group.Key}' is derived here")],
                Help = "store under another name, and derive this one from what is stored",
            });
        }
    }
}
