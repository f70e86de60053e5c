using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>Cuts a series of prices where its matrix profile is high: what comes is unlike anything before or after, so a regime ends.</summary>
/// <remarks>The founding document's procedure with its parameters as defaults: a window of 100, the 95th percentile, and no segment of a window or less, the rest being the last segment.</remarks>
public static class RegimeSegmentation
{
    public const int StandardWindow = 100;

    public const double StandardPercentile = 95;

    /// <param name="prices">Positive and finite, longer than the window.</param>
    public static ImmutableArray<ProfileSegment> Cut(ReadOnlySpan<double> prices, int window = StandardWindow, double percentile = StandardPercentile)
    {
        foreach (double price in prices)
        {
            if (!(price > 0) || double.IsInfinity(price))
            {
                throw new ArgumentException($"prices must be positive numbers, and one is {price}", nameof(prices));
            }
        }

        MatrixProfile profile = MatrixProfile.Compute(prices, window);
        double threshold = ProfileQueries.Percentile(profile, percentile);
        ImmutableArray<ProfileSegment>.Builder segments = ImmutableArray.CreateBuilder<ProfileSegment>();
        int start = 0;
        for (int i = 0; i < profile.Count; i++)
        {
            if (profile.Distances[i] > threshold && i - start > window)
            {
                segments.Add(SegmentStatistics.Of(prices, start, i));
                start = i;
            }
        }

        segments.Add(SegmentStatistics.Of(prices, start, prices.Length));
        return segments.ToImmutable();
    }
}
