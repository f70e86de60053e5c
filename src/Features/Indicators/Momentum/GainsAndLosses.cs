namespace CryptoScalp.Rules.Features;

/// <summary>Wilder's averages of rises and of falls.</summary>
/// <param name="startsEarly">The first averages come a change early, which then counts as none: Metastock's way without an unstable period.</param>
internal sealed class GainsAndLosses(int period, bool startsEarly)
{
    private readonly WilderAverage _gains = new(period);
    private readonly WilderAverage _losses = new(period);
    private double _previous = double.NaN;

    /// <summary>NaN while warming up.</summary>
    public double Gain { get; private set; } = double.NaN;

    /// <summary>Positive; NaN while warming up.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>The bars without a value of a function built on these averages.</summary>
    public static int Lookback(int period, IndicatorSettings settings, string function) =>
        period + settings.UnstablePeriod(function) - (settings.IsMetastock ? 1 : 0);

    /// <summary>How many values of that function are withheld.</summary>
    public static int Hidden(IndicatorSettings settings, string function, out bool startsEarly)
    {
        int unstable = settings.UnstablePeriod(function);
        startsEarly = settings.IsMetastock && unstable == 0;
        return settings.IsMetastock ? Math.Max(unstable - 1, 0) : unstable;
    }

    public void Next(double value)
    {
        if (!double.IsNaN(_previous))
        {
            double change = value - _previous;
            Gain = _gains.Next(Math.Max(change, 0));
            Loss = _losses.Next(Math.Max(-change, 0));
            if (startsEarly && double.IsNaN(Gain))
            {
                (Gain, Loss) = (_gains.Early, _losses.Early);
            }
        }

        _previous = value;
    }
}
