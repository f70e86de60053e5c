namespace CryptoScalp.Rules.Features;

/// <summary>HT_TRENDLINE: the instantaneous trendline.</summary>
internal sealed class TrendlineIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback)
{
    private readonly InstantTrendline _trendline = new();

    protected override void Observe(double price) => _trendline.Observe(price);

    protected override void Follow(bool warm)
    {
        double trendline = _trendline.Next(Cycle.WholePeriod);
        if (warm)
        {
            Emit(trendline);
        }
    }
}
