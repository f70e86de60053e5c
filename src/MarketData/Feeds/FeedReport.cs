using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Turns a feed's statistics into diagnostics for people, one per kind of fault.</summary>
public static class FeedReport
{
    /// <summary>Call it when the feed has ended; empty when all was well.</summary>
    public static ImmutableArray<Diagnostic> Of(IMarketFeed feed)
    {
        DiagnosticBag bag = new();
        if (feed.Statistics.Events == 0)
        {
            bag.Add(Diagnostic.Create(MarketDataDiagnostics.NoEvents, null, feed.Name, feed.Statistics.Lines));
        }

        foreach ((FeedFault fault, long count, FaultExample first) in feed.Statistics.Occurred())
        {
            (DiagnosticDescriptor descriptor, string words) = FaultText.Of(fault);
            bag.Add(Diagnostic.Create(descriptor, null, feed.Name, count, words, first.Line, first.Excerpt));
        }

        return bag.ToSorted();
    }
}
