using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What one use of time keeps in memory.</summary>
/// <param name="Owner">The rule's id, or the predicate's name for a <c>ttl</c>.</param>
/// <param name="Subject">The window, literal, expiry or hysteresis.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Predicate">Whose rows are kept; the rates of a formula are its rates.</param>
/// <param name="Formula">Rows kept at most, in terms of the predicate's rate of events.</param>
/// <param name="PerSecond">Seconds of events that are kept: rows = rate a second times this; 0 when the rate does not matter.</param>
/// <param name="Fixed">Rows kept whatever the rate; null when they depend on the data.</param>
public sealed record TimeCost(string Owner, string Subject, SourceSpan Place, string Predicate, string Formula, double PerSecond, long? Fixed);

/// <summary>Infers the memory of every window, temporal literal, expiry and hysteresis of a program.</summary>
public static class TimeCosts
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Predicates first, by name; then rules in their order. A view that several rules read is listed for each and kept once.</summary>
    public static IReadOnlyList<TimeCost> Of(BoundProgram program) =>
    [
        .. program.Predicates.Where(static p => p.TtlNs is not null).Select(Expiry),
        .. program.Rules.SelectMany(rule => OfRule(program, rule)),
    ];

    private static IEnumerable<TimeCost> OfRule(BoundProgram program, BoundRule rule)
    {
        foreach (BoundAtom atom in rule.Body.OfType<BoundAtom>())
        {
            BoundPredicate predicate = program.Predicates[atom.Predicate];
            if (predicate.View is { } view)
            {
                yield return Of(view, program.Predicates[view.Source], rule, predicate.Name, atom.Span);
            }
        }

        foreach (BoundComparison comparison in rule.Body.OfType<BoundComparison>().Where(static c => c.Hysteresis is not null))
        {
            string head = program.Predicates[rule.HeadPredicate].Name;
            yield return new TimeCost(rule.Id, "hysteresis", comparison.Span, head, $"rows of {head} that hold", 0, null);
        }
    }

    private static TimeCost Of(BoundView view, BoundPredicate source, BoundRule rule, string subject, SourceSpan place)
    {
        (string formula, long horizon, long? rows) = view.Kind switch
        {
            ViewKind.Rows when view.Partition.IsEmpty => ($"{view.Count}", 0L, view.Count),
            ViewKind.Rows => ($"{view.Count} * distinct ({string.Join(", ", view.Partition.Select(c => source.Columns[c]))}) of {source.Name}", 0L, (long?)null),
            ViewKind.Held or ViewKind.Past => ($"rows of {source.Name} that hold + rate({source.Name}) * {ValueText.Duration(view.Far)}", 0L, null),
            _ => ($"rate({source.Name}) * {ValueText.Duration(view.Far)}", view.Far, null),
        };
        return new TimeCost(rule.Id, subject, place, source.Name, formula, horizon / NanosecondsPerSecond, rows);
    }

    private static TimeCost Expiry(BoundPredicate predicate)
    {
        long ttl = predicate.TtlNs!.Value;
        string keys = predicate.Key.IsEmpty ? "" : $", at most one per ({string.Join(", ", predicate.Key.Select(c => predicate.Columns[c]))})";
        return new TimeCost(predicate.Name, $"ttl({ValueText.Duration(ttl)})", predicate.Span, predicate.Name, $"rate({predicate.Name}) * {ValueText.Duration(ttl)}{keys}", ttl / NanosecondsPerSecond, null);
    }
}
