using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>How far the last values of a number have moved from its distribution in training: counts over the tenths of training, in a rolling window.</summary>
/// <remarks>
/// Population stability: sum over the tenths of (share - 0.1) ln(share / 0.1), with half a count added to each so that an empty one is finite.
/// Kolmogorov–Smirnov: the greatest distance of the two cumulated distributions at the edges of the tenths. Tenths whose edges are equal are joined.
/// An update allocates nothing and costs a few comparisons. Single-threaded.
/// </remarks>
public sealed class BinnedDrift
{
    private readonly double[] _inner;
    private readonly double[] _expected;
    private readonly int[] _counts;
    private readonly byte[] _window;
    private int _next;

    /// <param name="edges">The edges of the tenths in training, ascending: <see cref="ReferenceDistribution.Edges"/> of them.</param>
    /// <param name="window">Values that count, at least 10.</param>
    public BinnedDrift(ImmutableArray<double> edges, int window)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(edges.Length, ReferenceDistribution.Edges);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 10);
        _inner = [.. edges[1..^1].Where(e => e > edges[0]).Distinct()];
        _expected = new double[_inner.Length + 1];
        for (int tenth = 0; tenth < ReferenceDistribution.Edges - 1; tenth++)
        {
            _expected[BinOf(tenth == 0 ? double.NegativeInfinity : edges[tenth])] += 1.0 / (ReferenceDistribution.Edges - 1);
        }

        _counts = new int[_expected.Length];
        _window = new byte[window];
    }

    /// <summary>Values in the window.</summary>
    public int Count { get; private set; }

    /// <summary>True once the window is full: before, chance alone looks like drift.</summary>
    public bool IsWarm => Count == _window.Length;

    /// <summary>0 for the same distribution; 0.1 is worth a look, 0.25 another market.</summary>
    public double PopulationStability
    {
        get
        {
            double sum = 0, total = Count + (0.5 * _counts.Length);
            for (int bin = 0; bin < _counts.Length; bin++)
            {
                double share = (_counts[bin] + 0.5) / total;
                sum += (share - _expected[bin]) * Math.Log(share / _expected[bin]);
            }

            return sum;
        }
    }

    /// <summary>0 to 1.</summary>
    public double KolmogorovSmirnov
    {
        get
        {
            double greatest = 0, seen = 0, expected = 0;
            for (int bin = 0; bin < _counts.Length && Count > 0; bin++)
            {
                seen += (double)_counts[bin] / Count;
                expected += _expected[bin];
                greatest = Math.Max(greatest, Math.Abs(seen - expected));
            }

            return greatest;
        }
    }

    /// <summary>Takes a finite value in; the oldest leaves.</summary>
    public void Add(double value)
    {
        if (IsWarm)
        {
            _counts[_window[_next]]--;
        }
        else
        {
            Count++;
        }

        byte bin = (byte)BinOf(value);
        _counts[bin]++;
        _window[_next] = bin;
        _next = (_next + 1) % _window.Length;
    }

    /// <summary>A value on an edge belongs to the tenth above it.</summary>
    private int BinOf(double value)
    {
        int bin = 0;
        while (bin < _inner.Length && value >= _inner[bin])
        {
            bin++;
        }

        return bin;
    }
}
