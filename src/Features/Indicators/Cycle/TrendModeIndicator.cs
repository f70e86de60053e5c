namespace CryptoScalp.Rules.Features;

/// <summary>HT_TRENDMODE: 1 in a trend, 0 in a cycle.</summary>
internal sealed class TrendModeIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback)
{
    private readonly InstantTrendline _trendline = new();
    private readonly TrendMode _mode = new();

    protected override void Observe(double price) => _trendline.Observe(price);

    protected override void Follow(bool warm)
    {
        bool trend = _mode.Next(Cycle, _trendline.Next(Cycle.WholePeriod));
        if (warm)
        {
            Emit(trend ? 1 : 0);
        }
    }
}
