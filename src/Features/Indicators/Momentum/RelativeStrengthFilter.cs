namespace CryptoScalp.Rules.Features;

/// <summary>RSI: rises in percent of all movement; 0 when nothing moved. J. W. Wilder (1978).</summary>
internal sealed class RelativeStrengthFilter(int period) : SeriesFilter
{
    private readonly GainsAndLosses _changes = new(period);

    public override double Next(double value)
    {
        _changes.Next(value);
        double total = _changes.Gain + _changes.Loss;
        return total == 0 ? 0 : 100 * (_changes.Gain / total);
    }
}
