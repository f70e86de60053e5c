namespace CryptoScalp.Rules.Features;

/// <summary>CMO: rises less falls in percent of all movement, with Wilder's averages as in TA-Lib; 0 when nothing moved.</summary>
internal sealed class ChandeMomentumFilter(int period, bool startsEarly) : SeriesFilter
{
    private readonly GainsAndLosses _changes = new(period, startsEarly);

    public static SeriesFilter Create(int period, IndicatorSettings settings)
    {
        int hidden = GainsAndLosses.Hidden(settings, "CMO", out bool startsEarly);
        return HiddenStartFilter.Around(new ChandeMomentumFilter(period, startsEarly), hidden);
    }

    public override double Next(double value)
    {
        _changes.Next(value);
        double total = _changes.Gain + _changes.Loss;
        return total == 0 ? 0 : 100 * ((_changes.Gain - _changes.Loss) / total);
    }
}
