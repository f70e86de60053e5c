namespace CryptoScalp.Rules.Features;

/// <summary>HT_TRENDLINE: the instantaneous trendline.</summary>
internal sealed class TrendlineIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback, CycleParts.Trendline)
{
    protected override void Follow(CycleSource source, double price, bool warm)
    {
        if (warm)
        {
            Emit(source.Trendline);
        }
    }
}
