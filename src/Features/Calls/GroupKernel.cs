using System.Diagnostics;

namespace CryptoScalp.Rules.Features;

/// <summary>A statistic of a series over those bars of the window that belong to the newest bar's group: a second series names the group of each bar.</summary>
/// <remarks>
/// Groups are equal values (regimes, signs, patterns, ranks), so a series that never repeats makes groups of one. The window is walked from its oldest bar, O(window)
/// a bar, which leaves nothing to drift. The newest bar is of its own group.
/// </remarks>
internal sealed class GroupKernel(int window, GroupStatistic statistic) : CombinatorKernel
{
    private readonly Ring _values = new(window);
    private readonly Ring _groups = new(window);

    public override double Next(double first, double second)
    {
        _values.Push(first);
        _groups.Push(second);
        return _values.IsFull ? Statistic(first, second) : double.NaN;
    }

    private double Statistic(double value, double group)
    {
        int count = Count(group);
        double mean = Mean(group, count);
        return statistic switch
        {
            GroupStatistic.Mean => mean,
            GroupStatistic.Share => (double)count / window,
            GroupStatistic.Deviation => Deviation(group, mean, count),
            GroupStatistic.Score => (value - mean) / Deviation(group, mean, count),
            _ => throw new UnreachableException(),
        };
    }

    private int Count(double group)
    {
        int count = 0;
        foreach (double other in _groups.Unordered)
        {
            count += other == group ? 1 : 0;
        }

        return count;
    }

    private double Mean(double group, int count)
    {
        DoubleDouble sum = 0;
        for (int ago = window - 1; ago >= 0; ago--)
        {
            sum += _groups.Ago(ago) == group ? _values.Ago(ago) : 0;
        }

        return sum.Value / count;
    }

    private double Deviation(double group, double mean, int count)
    {
        DoubleDouble squares = 0;
        for (int ago = window - 1; ago >= 0; ago--)
        {
            double off = _groups.Ago(ago) == group ? _values.Ago(ago) - mean : 0;
            squares += DoubleDouble.Product(off, off);
        }

        return Math.Sqrt(squares.Value / count);
    }
}
