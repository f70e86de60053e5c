namespace CryptoScalp.Rules.Models;

/// <summary>Which of two versions foretells better.</summary>
public enum ComparisonVerdict
{
    /// <summary>The newer one does not lose less.</summary>
    NotBetter,

    /// <summary>It loses less, but chance alone could do that: the interval of the difference holds zero.</summary>
    PerhapsBetter,

    /// <summary>It loses less, with confidence.</summary>
    Better,
}

/// <summary>Two versions on the very same moments. Their difference is measured moment by moment: it is far less uncertain than either one's loss.</summary>
/// <param name="Count">Moments that both scored.</param>
/// <param name="Gain">Mean log loss of the older less that of the newer, in nats: positive where the newer is better.</param>
public sealed record ScoreComparison(int Count, Figure Gain)
{
    private const int Resamples = 1000;
    private const ulong Seed = 20240102;

    public ComparisonVerdict Verdict =>
        Gain.Low > 0 ? ComparisonVerdict.Better : Gain.Value > 0 ? ComparisonVerdict.PerhapsBetter : ComparisonVerdict.NotBetter;

    /// <summary>Compares where both said something of the same moment and the same came of it.</summary>
    /// <param name="newer">In order of series and bar.</param>
    /// <param name="older">The same.</param>
    /// <param name="block">Samples in a block: the horizon.</param>
    /// <returns>Null when there is no such moment: the two foretell different things.</returns>
    public static ScoreComparison? Of(IReadOnlyList<ScoredSample> newer, IReadOnlyList<ScoredSample> older, int block)
    {
        Dictionary<(int, long), ScoredSample> byMoment = older.ToDictionary(static s => (s.Series, s.Bar));
        List<double> gains = new(newer.Count);
        foreach (ScoredSample sample in newer)
        {
            if (byMoment.TryGetValue((sample.Series, sample.Bar), out ScoredSample other) && sample.Outcome == other.Outcome)
            {
                gains.Add(other.LogLoss - sample.LogLoss);
            }
        }

        return gains.Count == 0 ? null : new ScoreComparison(gains.Count, new MovingBlocks(Seed).Interval(gains.ToArray(), block, Resamples, static part => part.Average()));
    }
}
