namespace CryptoScalp.Rules.Features;

/// <summary>MAMA with FAMA.</summary>
internal sealed class AdaptiveAverageIndicator(double fastLimit, double slowLimit) : CycleIndicator(HilbertCycle.ShortStart, MamaFilter.Lookback, outputs: 2)
{
    private readonly AdaptiveAverage _average = new(fastLimit, slowLimit);

    protected override void Follow(CycleSource source, double price, bool warm)
    {
        _average.Next(price, source.Cycle);
        if (warm)
        {
            Emit(_average.Value, _average.Following);
        }
    }
}
