using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How far back rules look, and what of them has no such bound.</summary>
/// <param name="FarNs">Nanoseconds of event time after which their windows and held conditions depend on nothing older; 0 when they look at the present alone.</param>
/// <param name="Unbounded">What may depend on anything older, in words: stored rows, hysteresis, windows of rows. Sorted.</param>
public sealed record LookBack(long FarNs, ImmutableArray<string> Unbounded)
{
    public static LookBack Of(BoundProgram program)
    {
        IEnumerable<string> views = program.Predicates.Where(static p => p.View is { Kind: ViewKind.Rows }).Select(static p => $"window {p.Name}");
        IEnumerable<string> stored = program.Predicates.Where(static p => p.IsStored).Select(static p => $"stored rows of {p.Name}");
        IEnumerable<string> hysteresis = program.Rules.Where(static r => r.Body.Any(static l => l is BoundComparison { Hysteresis: not null })).Select(static r => $"hysteresis of {r.Id}");
        long far = program.Predicates.Select(static p => FarOf(p.View)).DefaultIfEmpty(0).Max();
        return new LookBack(far, [.. views.Concat(stored).Concat(hysteresis).Order(StringComparer.Ordinal)]);
    }

    /// <summary>When rules that know of nothing before a time have full windows; null when they have them by <paramref name="now"/>.</summary>
    public EventTime? FullAt(EventTime knowsFrom, EventTime now)
    {
        if (FarNs == 0 || knowsFrom.Nanoseconds == long.MinValue)
        {
            return null;
        }

        EventTime full = new(knowsFrom.Nanoseconds + Math.Min(FarNs, long.MaxValue - Math.Max(0, knowsFrom.Nanoseconds)));
        return full > now ? full : null;
    }

    private static long FarOf(BoundView? view) => view switch
    {
        null or { Kind: ViewKind.Rows } => 0,
        { Kind: ViewKind.Tumbling } => view.Near > long.MaxValue / 2 ? long.MaxValue : view.Near * 2, // the last finished bucket
        _ => view.Far,
    };
}
