namespace CryptoScalp.Rules.Features;

/// <summary>RSI: rises in percent of all movement; 0 when nothing moved. J. W. Wilder (1978).</summary>
internal sealed class RelativeStrengthFilter(int period, bool startsEarly) : SeriesFilter
{
    private readonly GainsAndLosses _changes = new(period, startsEarly);

    public static SeriesFilter Create(int period, IndicatorSettings settings)
    {
        int hidden = GainsAndLosses.Hidden(settings, "RSI", out bool startsEarly);
        return HiddenStartFilter.Around(new RelativeStrengthFilter(period, startsEarly), hidden);
    }

    public static int Lookback(int period, IndicatorSettings settings) => GainsAndLosses.Lookback(period, settings, "RSI");

    public override double Next(double value)
    {
        _changes.Next(value);
        double total = _changes.Gain + _changes.Loss;
        return total == 0 ? 0 : 100 * (_changes.Gain / total);
    }
}
