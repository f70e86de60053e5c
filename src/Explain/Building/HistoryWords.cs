using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>What a proof says of the past. Times are nanoseconds, as scripts and journals print them.</summary>
internal static class HistoryWords
{
    /// <summary>What was looked at for an absence, from the older moment to the newer.</summary>
    public static string Looked(BoundView view, EventTime now) => view.Kind switch
    {
        ViewKind.Rows => $" among the last {view.Count} at {now}",
        ViewKind.Tumbling => $" in the last finished bucket at {now}",
        ViewKind.Held => $" throughout {now.Nanoseconds - view.Far} to {now.Nanoseconds - view.Near}",
        _ => $" from {now.Nanoseconds - view.Far} to {now.Nanoseconds - view.Near}",
    };

    /// <summary>How a temporal literal falls short: for how long it held of what is asked for, and how long ago that ended.</summary>
    public static string Missing(BoundView view, HeldInterval span, EventTime now)
    {
        string held = ValueText.Duration((span.To ?? now).Nanoseconds - span.From.Nanoseconds);
        string asked = view.Kind == ViewKind.Held ? $" of {ValueText.Duration(view.Far)}" : "";
        return span.To is { } to
            ? $"it held for {held} and stopped {ValueText.Duration(now.Nanoseconds - to.Nanoseconds)} ago"
            : $"it holds now, for {held}{asked}: since {span.From}";
    }
}
