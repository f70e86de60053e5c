using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>What one asks of a matrix profile: motifs, discords, where a shape occurs, where the regime changes.</summary>
public static class ProfileQueries
{
    /// <summary>Where a shape occurs in a series: the matches within a distance, nearest first, none closer to another than the exclusion zone.</summary>
    /// <param name="query">The shape; its length is the window's.</param>
    /// <param name="maxDistance">Z-normalised; not negative.</param>
    public static ImmutableArray<ProfileMatch> Match(ReadOnlySpan<double> series, ReadOnlySpan<double> query, double maxDistance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        return NearestFirst(DistancesTo(series, query), MatrixProfile.ExclusionZone(query.Length), maxDistance);
    }

    /// <summary>The shapes that repeat most exactly, best first. A place belongs to one motif only.</summary>
    /// <param name="profile">Of the same series.</param>
    /// <param name="count">At most so many motifs.</param>
    /// <param name="maxDistance">How far a match may lie from the motif.</param>
    public static ImmutableArray<ProfileMotif> Motifs(ReadOnlySpan<double> series, MatrixProfile profile, int count, double maxDistance)
    {
        ImmutableArray<ProfileMotif>.Builder motifs = ImmutableArray.CreateBuilder<ProfileMotif>();
        double[] left = [.. profile.Distances];
        while (motifs.Count < count && Lowest(left) is int start && start >= 0 && left[start] <= maxDistance)
        {
            ImmutableArray<ProfileMatch> matches = Match(series, series.Slice(start, profile.Window), maxDistance);
            foreach (ProfileMatch match in matches)
            {
                Exclude(left, match.Start, MatrixProfile.ExclusionZone(profile.Window));
            }

            Exclude(left, start, MatrixProfile.ExclusionZone(profile.Window));
            if (matches.Length > 1)
            {
                motifs.Add(new ProfileMotif(matches));
            }
        }

        return motifs.ToImmutable();
    }

    /// <summary>The windows that are least like any other, strangest first, none closer to another than the exclusion zone.</summary>
    public static ImmutableArray<ProfileMatch> Discords(MatrixProfile profile, int count)
    {
        ImmutableArray<ProfileMatch>.Builder discords = ImmutableArray.CreateBuilder<ProfileMatch>();
        double[] left = Array.ConvertAll(profile.Distances, static d => -d);
        while (discords.Count < count && Lowest(left) is int start && start >= 0)
        {
            discords.Add(new ProfileMatch(start, profile.Distances[start]));
            Exclude(left, start, MatrixProfile.ExclusionZone(profile.Window));
        }

        return discords.ToImmutable();
    }

    /// <summary>Where the profile lies above one of its own percentiles: windows that are unlike the rest.</summary>
    /// <param name="percentile">0 to 100.</param>
    public static ImmutableArray<int> Anomalies(MatrixProfile profile, double percentile)
    {
        double threshold = Percentile(profile, percentile);
        return [.. Enumerable.Range(0, profile.Count).Where(i => profile.Distances[i] > threshold)];
    }

    /// <summary>A percentile of the profile, linear between neighbouring ranks; NaN when no window has a neighbour.</summary>
    /// <param name="percentile">0 to 100.</param>
    public static double Percentile(MatrixProfile profile, double percentile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percentile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percentile, 100);
        double[] sorted = [.. profile.Distances.Where(static d => !double.IsNaN(d)).Order()];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double rank = percentile / 100 * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    private static double[] DistancesTo(ReadOnlySpan<double> series, ReadOnlySpan<double> query)
    {
        if (query.Length < MatrixProfile.ShortestWindow || query.Length > series.Length)
        {
            throw new ArgumentException($"a shape of {query.Length} values cannot be looked for in {series.Length}", nameof(query));
        }

        Subsequences windows = new(query.Length, series.Length + 1);
        foreach (double value in query)
        {
            windows.Append(value);
        }

        foreach (double value in series)
        {
            windows.Append(value);
        }

        double[] distances = new double[series.Length - query.Length + 1];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = windows.Distance(query.Length + i, 0);
        }

        return distances;
    }

    private static ImmutableArray<ProfileMatch> NearestFirst(double[] distances, int exclusion, double maxDistance)
    {
        ImmutableArray<ProfileMatch>.Builder matches = ImmutableArray.CreateBuilder<ProfileMatch>();
        double[] left = [.. distances];
        while (Lowest(left) is int start && start >= 0 && left[start] <= maxDistance)
        {
            matches.Add(new ProfileMatch(start, distances[start]));
            Exclude(left, start, exclusion);
        }

        return matches.ToImmutable();
    }

    /// <summary>The first of the lowest; -1 when all are NaN.</summary>
    private static int Lowest(double[] values)
    {
        int lowest = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && (lowest < 0 || values[i] < values[lowest]))
            {
                lowest = i;
            }
        }

        return lowest;
    }

    private static void Exclude(double[] values, int around, int exclusion)
    {
        int from = Math.Max(0, around - exclusion);
        int to = Math.Min(values.Length, around + exclusion + 1);
        Array.Fill(values, double.NaN, from, to - from);
    }
}
