using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>When the rows of a source held, as far as its columns are read.</summary>
/// <remarks>
/// What holds <em>at</em> a moment is what holds after the last transaction of that moment. So a row that is taken and given again at one moment has no
/// gap, and one that comes and goes within a moment never held.
/// </remarks>
internal sealed class PresenceHistory(BoundView view, Dictionary<RowKey, PresenceHistory.Span[]> spans) : History
{
    public override long Size => spans.Values.Sum(static s => (long)s.Length);

    public override History Advance(Relation source, IReadOnlyList<RowEvent> events, long now)
    {
        HashSet<RowKey> present = [.. Enumerable.Range(0, source.Count).Select(i => RowKey.Of(source.Row(i), view.Columns.AsSpan()))];
        Dictionary<RowKey, Span[]> after = [];
        foreach (RowKey row in spans.Keys.Union(present))
        {
            Span[] kept = [.. With(spans.GetValueOrDefault(row, []), present.Contains(row), now).Where(s => !IsForgotten(s, now))];
            if (kept.Length > 0)
            {
                after[row] = kept;
            }
        }

        return new PresenceHistory(view, after);
    }

    public override Relation ToRelation(long now)
    {
        Relation relation = new();
        foreach ((RowKey row, Span[] held) in spans)
        {
            if (held.Any(span => Shows(span, now)))
            {
                relation.TryAdd(row.Values, 0, held.First(span => Shows(span, now)).From);
            }
        }

        return relation;
    }

    public override long? NextChange(long now)
    {
        long? next = null;
        foreach (Span span in spans.Values.SelectMany(static s => s))
        {
            bool isHeld = view.Kind == ViewKind.Held;
            next = Sooner(next, Moments.After(span.From, isHeld ? view.Far : view.Near), now);
            if (span.To is { } to)
            {
                next = Sooner(next, Moments.After(to, isHeld ? view.Near : view.Far), now);
            }
        }

        return next;
    }

    public override HeldInterval IntervalOf(Value[] row, long now)
    {
        Span span = spans[new RowKey(row)].First(s => Shows(s, now));
        return new HeldInterval(new EventTime(span.From), span.To is { } to ? new EventTime(to) : null);
    }

    /// <summary>A span holds from its first moment to the one before its end.</summary>
    private bool Shows(Span span, long now)
    {
        long near = Moments.Before(now, view.Near), far = Moments.Before(now, view.Far);
        return view.Kind == ViewKind.Held
            ? span.From <= far && (span.To is null || span.To > near)
            : span.From <= near && (span.To is null || span.To > far);
    }

    private bool IsForgotten(Span span, long now) => span.To is { } to && to != now && Moments.After(to, view.Far) <= now;

    private static Span[] With(Span[] before, bool isPresent, long now)
    {
        Span? last = before.Length == 0 ? null : before[^1];
        return (isPresent, last) switch
        {
            (true, { To: null }) or (false, null) or (false, { To: not null }) => before,
            (true, { To: { } to } ended) when to == now => [.. before[..^1], ended with { To = null }],
            (true, _) => [.. before, new Span(now, null)],
            (false, { } open) => open.From == now ? before[..^1] : [.. before[..^1], open with { To = now }],
        };
    }

    /// <summary>Held from a moment, included, until before another; null while it still does.</summary>
    internal readonly record struct Span(long From, long? To);
}
