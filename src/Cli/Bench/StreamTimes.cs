using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Cli;

/// <summary>The time of every measured transaction, exactly: percentiles are of the values, not of buckets.</summary>
/// <remarks>A percentile is the nearest rank: the smallest measured time that the share did not exceed, never one in between two.</remarks>
internal sealed class StreamTimes(int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private int _count;
    private long _sum;
    private long _allocated;
    private bool _isSorted;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long ticks, long allocated)
    {
        _ticks[_count++] = ticks;
        _isSorted = false;
        _sum += ticks;
        _allocated += allocated;
    }

    public double PerSecond => _count / ((double)_sum / Stopwatch.Frequency);

    public double BytesEach => (double)_allocated / _count;

    /// <summary>Microseconds that the given share of transactions did not exceed; sorts the times.</summary>
    public double Microseconds(double share)
    {
        if (!_isSorted)
        {
            Array.Sort(_ticks, 0, _count);
            _isSorted = true;
        }

        int rank = Math.Clamp((int)Math.Ceiling(share * _count) - 1, 0, _count - 1);
        return _ticks[rank] * 1e6 / Stopwatch.Frequency;
    }
}
