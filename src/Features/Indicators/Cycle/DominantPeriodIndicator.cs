namespace CryptoScalp.Rules.Features;

/// <summary>HT_DCPERIOD: the period of the dominant cycle in bars.</summary>
internal sealed class DominantPeriodIndicator() : CycleIndicator(HilbertCycle.ShortStart, CycleFunctions.ShortLookback)
{
    protected override void Follow(CycleSource source, double price, bool warm)
    {
        if (warm)
        {
            Emit(source.Cycle.SmoothPeriod);
        }
    }
}
