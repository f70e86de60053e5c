namespace CryptoScalp.Rules.Pipeline;

/// <summary>Latencies in logarithmic buckets of about 3 %: fixed memory, no allocation per value. For display only; no result depends on it.</summary>
public sealed class LatencyHistogram
{
    private const int StepsPerOctave = 32;
    private readonly long[] _buckets = new long[64 * StepsPerOctave];

    public long Count { get; private set; }

    public long MaxNs { get; private set; }

    /// <summary>All values added up, in nanoseconds.</summary>
    public long TotalNs { get; private set; }

    public void Record(long nanoseconds)
    {
        long value = Math.Max(1, nanoseconds);
        int octave = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value);
        int step = octave >= 5 ? (int)((value >> (octave - 5)) & (StepsPerOctave - 1)) : (int)((value << (5 - octave)) & (StepsPerOctave - 1));
        _buckets[(octave * StepsPerOctave) + step]++;
        Count++;
        TotalNs += value;
        MaxNs = Math.Max(MaxNs, value);
    }

    /// <summary>How many values lie in buckets that end at or below a number of nanoseconds. May be read while another thread records; then it is approximate.</summary>
    public long CountUpTo(long nanoseconds)
    {
        long seen = 0;
        for (int i = 0; i < _buckets.Length && EdgeOf(i + 1) <= nanoseconds; i++)
        {
            seen += _buckets[i];
        }

        return seen;
    }

    /// <summary>The lower edge of the bucket that holds the given share of values; 0 when there are none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public long PercentileNs(double share)
    {
        long rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (int i = 0; i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= rank && seen > 0)
            {
                return (long)EdgeOf(i);
            }
        }

        return 0;
    }

    /// <summary>Where a bucket begins, in nanoseconds.</summary>
    private static double EdgeOf(int bucket) => Math.ScaleB(1.0, bucket / StepsPerOctave) * (1.0 + ((double)(bucket % StepsPerOctave) / StepsPerOctave));
}
