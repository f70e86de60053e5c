namespace CryptoScalp.Rules.Pipeline;

/// <summary>Latencies in logarithmic buckets of about 3 %: fixed memory, no allocation per value. For display only; no result depends on it.</summary>
public sealed class LatencyHistogram
{
    private const int StepsPerOctave = 32;
    private readonly long[] _buckets = new long[64 * StepsPerOctave];

    public long Count { get; private set; }

    public long MaxNs { get; private set; }

    public void Record(long nanoseconds)
    {
        long value = Math.Max(1, nanoseconds);
        int octave = 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value);
        int step = octave >= 5 ? (int)((value >> (octave - 5)) & (StepsPerOctave - 1)) : (int)((value << (5 - octave)) & (StepsPerOctave - 1));
        _buckets[(octave * StepsPerOctave) + step]++;
        Count++;
        MaxNs = Math.Max(MaxNs, value);
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
                int octave = i / StepsPerOctave, step = i % StepsPerOctave;
                return (long)(Math.ScaleB(1.0, octave) * (1.0 + ((double)step / StepsPerOctave)));
            }
        }

        return 0;
    }
}
