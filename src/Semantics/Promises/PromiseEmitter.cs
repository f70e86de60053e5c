using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns what declarations promise into what has to be checked, once types are known.</summary>
internal sealed class PromiseEmitter(DiagnosticBag diagnostics)
{
    private readonly ExpressionEmitter _expressions = new(diagnostics);

    public BoundPromises Emit(PredicateSymbol symbol) => symbol.Fundeps.Count == 0 && symbol.Inclusions is null && symbol.Limit is null
        ? BoundPromises.None
        : new BoundPromises
        {
            Fundeps = [.. symbol.Fundeps.Where(f => !HoldsByItself(f, symbol))],
            Inclusions = [.. (symbol.Inclusions?.Others ?? []).Select(other => Inclusion(symbol.Inclusions!.Own, other))],
            Limit = symbol.Limit,
        };

    /// <summary>What columns say of themselves, of a declared key, and of a column whose values are made one.</summary>
    private static bool HoldsByItself(BoundFundep fundep, PredicateSymbol symbol)
    {
        bool isKeyed = !symbol.Key.IsEmpty && symbol.Key.All(fundep.Source.Contains);
        int? combined = symbol.IsDerived ? symbol.Tag?.Column ?? symbol.MergeColumn : null;
        bool isCombined = combined is { } one && Enumerable.Range(0, symbol.Arity).All(c => c == one || fundep.Source.Contains(c));
        return isKeyed || isCombined || fundep.Target.All(fundep.Source.Contains);
    }

    private BoundInclusion Inclusion(DraftAtom own, DraftAtom other)
    {
        int[] slots = [.. own.Arguments.Select(static a => a is DraftVariable v ? v.Slot : -1)];
        return new BoundInclusion(other.Predicate.Id, [.. other.Arguments.Select((a, i) => Term(a, other.Predicate, i, slots))], string.Join(' ', other.Span.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), other.Span);
    }

    private InclusionTerm Term(DraftExpression argument, PredicateSymbol predicate, int column, int[] slots) => argument switch
    {
        DraftVariable { IsWildcard: true } => new InclusionTerm(-1, null),
        DraftVariable variable => new InclusionTerm(Array.IndexOf(slots, variable.Slot), null),
        _ => new InclusionTerm(-1, ((BoundConstant)_expressions.Argument(argument, predicate, column)).Value),
    };
}
