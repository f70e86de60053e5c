using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns what declarations promise into what has to be checked, once types are known.</summary>
internal sealed class PromiseEmitter(DiagnosticBag diagnostics)
{
    private readonly ExpressionEmitter _expressions = new(diagnostics);

    public BoundPromises Emit(PredicateSymbol symbol) => symbol.Fundeps.Count == 0 && symbol.Inclusions is null && symbol.Ranges.Count == 0 && symbol.Limit is null
        ? BoundPromises.None
        : new BoundPromises
        {
            Fundeps = [.. symbol.Fundeps.Where(f => !HoldsByItself(f, symbol))],
            Inclusions = [.. (symbol.Inclusions?.Others ?? []).Select(other => Inclusion(symbol.Inclusions!.Own, other))],
            Ranges = [.. symbol.Ranges.Select(range => Range(symbol, range)).OfType<BoundRange>()],
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

    /// <summary>Null, with a diagnostic, when the bounds hold nothing.</summary>
    private BoundRange? Range(PredicateSymbol symbol, DraftRange draft)
    {
        BoundRange range = new(draft.Column, Bound(symbol, draft.Low, draft), Bound(symbol, draft.High, draft), draft.Text, draft.Span);
        if (range.Holds(range.High))
        {
            return range;
        }

        if (range.Low.Kind == range.High.Kind)
        {
            diagnostics.Report(NameDiagnostics.BadDescriptor, draft.Span, "range", $"a least value that is not above the largest, and {range.Low} is above {range.High}");
        }

        return null;
    }

    private Value Bound(PredicateSymbol symbol, DraftExpression bound, DraftRange draft) => ((BoundConstant)_expressions.Argument(bound, symbol, draft.Column)).Value;

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
