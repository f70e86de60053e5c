namespace CryptoScalp.Rules.Features;

/// <summary>The average directional index: Wilder's average of the directional index, over the bars where anything moved.</summary>
internal sealed class DirectionalAverage(int period)
{
    private double _average;
    private int _summed;

    /// <summary>NaN while warming up.</summary>
    /// <param name="movement">Of the same period, after another bar.</param>
    public double Next(DirectionalMovement movement)
    {
        if (movement.Movements < period)
        {
            return double.NaN;
        }

        double index = movement.Index;
        return _summed < period ? Seed(index) : Average(index);
    }

    private double Seed(double index)
    {
        _average += double.IsNaN(index) ? 0 : index;
        if (++_summed < period)
        {
            return double.NaN;
        }

        return _average /= period;
    }

    private double Average(double index) =>
        double.IsNaN(index) ? _average : _average = ((_average * (period - 1)) + index) / period;
}
