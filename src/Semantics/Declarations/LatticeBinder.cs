using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Checks what <c>tag(…)</c> and <c>merge(…)</c> need, once all rules are known.</summary>
internal static class LatticeBinder
{
    public static void Check(IReadOnlyList<PredicateSymbol> predicates, IReadOnlyList<DraftRule> rules, DependencyGraph graph, BindingContext context)
    {
        foreach (PredicateSymbol symbol in predicates)
        {
            CheckCombination(symbol, context);
            CheckTag(symbol, graph, context);
            CheckMerge(symbol, rules, context);
        }

        foreach (DraftRule rule in rules.Where(static r => !r.IsFaulty))
        {
            CheckReads(rule, context);
            CheckWeight(rule, context);
        }
    }

    /// <summary>What merges a predicate's rows; null for none.</summary>
    public static BoundMerge? MergeOf(PredicateSymbol symbol, IReadOnlyList<BoundRule> rules, IReadOnlyList<PredicateSymbol> predicates) => symbol is not { MergeColumn: { } column, MergeName: { } name }
        ? null
        : FunctionNamed(name) is { } function
            ? new BoundMerge(column, name, function, [])
            : new BoundMerge(column, name, null, [.. rules.Where(r => r.Effect == RuleEffect.Compute && predicates[r.HeadPredicate].Name == name).Select(static r => r.Index)]);

    private static ScalarFunction? FunctionNamed(string name) => BuiltinTable.FindFunction(ExpressionLowerer.BareName(name));

    private static void CheckCombination(PredicateSymbol symbol, BindingContext context)
    {
        string? problem = symbol switch
        {
            { Tag: not null, MergeColumn: not null } => "has a tag and a merge; it can have one of them",
            { IsStored: true, MergeSpan: not null } => "is stored by assert rules, so nothing merges its rows; give it a key",
            { IsStored: true, IsExtensional: false, Tag: not null } => "is stored by assert rules, so no certainties are combined in it; store the certainty as an ordinary column",
            _ => null,
        };
        if (problem is not null)
        {
            context.Report(StateDiagnostics.TagAndMerge, symbol.MergeSpan ?? symbol.TagSpan!.Value, symbol.Name, problem);
        }
    }

    private static void CheckTag(PredicateSymbol symbol, DependencyGraph graph, BindingContext context)
    {
        if (symbol is not { Tag: { } tag, TagSpan: { } span } || tag.Column < 0)
        {
            return;
        }

        if (symbol.DeclaredType(tag.Column)?.Kind != TypeKind.Float64)
        {
            context.Report(StateDiagnostics.CertaintyColumn, span, symbol.Columns[tag.Column], symbol.Name);
        }

        if (tag.Kind != TagKind.MaxMin && graph.EdgesOf(symbol.Id).Any(graph.IsInsideComponent))
        {
            context.Diagnostics.Add(Diagnostic.Create(StateDiagnostics.TagRecursion, span, symbol.Name, tag.Kind == TagKind.NoisyOr ? "/noisyor" : "/topk") with
            {
                Help = "use tag(/maxmin), which recursion cannot inflate, or derive the closure first and tag a predicate above it",
            });
        }
    }

    private static void CheckMerge(PredicateSymbol symbol, IReadOnlyList<DraftRule> rules, BindingContext context)
    {
        if (symbol is { MergeName: { } name, MergeSpan: { } span } && ProblemOf(name, rules, context) is { } problem)
        {
            context.Report(StateDiagnostics.BadMerge, span, name, symbol.Name, problem);
        }
    }

    private static string? ProblemOf(string name, IReadOnlyList<DraftRule> rules, BindingContext context)
    {
        if (FunctionNamed(name) is not null)
        {
            return name is "min2" or "max2" or "fn:min2" or "fn:max2" ? null : "of the functions only min2 and max2 merge";
        }

        if (context.Predicates.Find(name) is not { IsDeferred: true, Arity: 3 })
        {
            return "it is neither min2 nor max2 nor a predicate of three columns that is declared deferred()";
        }

        DraftRule[] own = [.. rules.Where(r => r.Head.Name == name)];
        if (own.Length == 0)
        {
            return "no rule says what it gives";
        }

        bool fits = own.All(static r => r.HeadArguments is [DraftVariable a, DraftVariable b, _] && a.Slot != b.Slot && r.Transforms.All(static t => t is DraftLet) && !r.Body.OfType<DraftAtom>().Any());
        return fits ? null : "its rules must compute the third argument from the first two, two different variables, without reading other predicates";
    }

    private static void CheckReads(DraftRule rule, BindingContext context)
    {
        foreach (DraftAtom atom in rule.Body.OfType<DraftAtom>().Where(static a => a.Predicate.IsDeferred))
        {
            NotYetChecks.Deferred(context, atom.Span, atom.Predicate.Name);
        }
    }

    /// <summary>Passing a premise's certainty on as the rule's own weight would count it twice.</summary>
    private static void CheckWeight(DraftRule rule, BindingContext context)
    {
        if (rule is not { Head.Tag: { Column: >= 0 } tag, Effect: RuleEffect.Derive, IsGrouped: false })
        {
            return;
        }

        HashSet<int> certainties = [.. rule.Body.OfType<DraftAtom>()
            .Where(static a => !a.IsNegated && a.Predicate.Tag is { Column: >= 0 })
            .Select(static a => a.Arguments[a.Predicate.Tag!.Column]).OfType<DraftVariable>().Select(static v => v.Slot)];
        if (rule.HeadArguments[tag.Column].Variables().FirstOrDefault(v => certainties.Contains(v.Slot)) is { } twice)
        {
            context.Diagnostics.Add(Diagnostic.Create(StateDiagnostics.CertaintyTwice, twice.Span, twice.Name) with
            {
                Help = "write the rule's own weight here, 1.0 when it is sure; the premises' certainties flow by themselves",
            });
        }
    }
}
