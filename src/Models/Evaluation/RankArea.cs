namespace CryptoScalp.Rules.Models;

/// <summary>Area under the receiver operating curve of one outcome, from ranks (Mann and Whitney); ties share their rank.</summary>
internal static class RankArea
{
    /// <summary>0.5 for chance; NaN when only one side is there.</summary>
    public static double Of(ScoredSample[] samples, BarrierClass outcome)
    {
        double[] scores = Array.ConvertAll(samples, s => s.Probability(outcome));
        bool[] hits = Array.ConvertAll(samples, s => s.Outcome.Class == outcome);
        Array.Sort(scores, hits);
        double rankSum = 0;
        long hitCount = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            for (end = start + 1; end < scores.Length && scores[end] == scores[start];)
            {
                end++;
            }

            int here = hits.AsSpan(start, end - start).Count(true);
            hitCount += here;
            rankSum += here * ((start + 1 + end) / 2.0);
        }

        long others = scores.Length - hitCount;
        return hitCount == 0 || others == 0 ? double.NaN : (rankSum - (hitCount * (hitCount + 1) / 2.0)) / ((double)hitCount * others);
    }
}
