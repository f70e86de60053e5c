namespace CryptoScalp.Rules.Features;

/// <summary>Wilder's smoothed sums of upward and downward movement and of the true range. J. W. Wilder (1978).</summary>
/// <remarks>The first period - 1 movements are added up; from then on a sum loses 1 / period of itself before it gains.</remarks>
internal sealed class DirectionalMovement(int period)
{
    private IndicatorBar _previous;
    private bool _hasPrevious;

    /// <summary>The number of movements so far, one less than of bars; stops counting at twice the period.</summary>
    public int Movements { get; private set; }

    public double Plus { get; private set; }

    public double Minus { get; private set; }

    public double Range { get; private set; }

    /// <summary>In percent of the true range; over a single bar a fraction, as in TA-Lib.</summary>
    public double PlusIndicator => Indicator(Plus);

    /// <summary>In percent of the true range; over a single bar a fraction, as in TA-Lib.</summary>
    public double MinusIndicator => Indicator(Minus);

    /// <summary>The directional index, 0 to 100; NaN when nothing moved.</summary>
    public double Index
    {
        get
        {
            double sum = PlusIndicator + MinusIndicator;
            return sum == 0 ? double.NaN : 100 * (Math.Abs(MinusIndicator - PlusIndicator) / sum);
        }
    }

    public void Next(in IndicatorBar bar)
    {
        if (_hasPrevious)
        {
            Move(in bar);
        }

        (_previous, _hasPrevious) = (bar, true);
    }

    private void Move(in IndicatorBar bar)
    {
        double up = bar.High - _previous.High;
        double down = _previous.Low - bar.Low;
        Movements = Math.Min(Movements + 1, 2 * period);
        double kept = Movements < period ? 0 : 1.0;
        Plus += (up > 0 && up > down ? up : 0) - (kept * Plus / period);
        Minus += (down > 0 && down > up ? down : 0) - (kept * Minus / period);
        Range += TrueRange.Of(in bar, _previous.Close) - (kept * Range / period);
    }

    private double Indicator(double movement) => Range == 0 ? 0 : (period == 1 ? 1 : 100) * (movement / Range);
}
