namespace CryptoScalp.Rules.Features;

/// <summary>ATR and NATR: Wilder's average of the true range, seeded with the simple average; normalised it is a percentage of the close.</summary>
internal sealed class AverageTrueRangeIndicator(int period, bool normalised) : Indicator
{
    private readonly TrueRange _range = new();
    private readonly WilderAverage _average = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        double range = _range.Next(in bar);
        if (double.IsNaN(range))
        {
            return;
        }

        double average = _average.Next(range);
        Emit(normalised && period > 1 ? Normalised(average, bar.Close) : average);
    }

    private static double Normalised(double average, double close) => close == 0 ? 0 : average / close * 100;
}
