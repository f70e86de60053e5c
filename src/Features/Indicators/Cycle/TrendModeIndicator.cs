namespace CryptoScalp.Rules.Features;

/// <summary>HT_TRENDMODE: 1 in a trend, 0 in a cycle.</summary>
internal sealed class TrendModeIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback, CycleParts.Phase | CycleParts.Trendline)
{
    private readonly TrendMode _mode = new();

    protected override void Follow(CycleSource source, double price, bool warm)
    {
        bool trend = _mode.Next(source);
        if (warm)
        {
            Emit(trend ? 1 : 0);
        }
    }
}
