namespace CryptoScalp.Rules.Features;

/// <summary>HT_DCPERIOD: the period of the dominant cycle in bars.</summary>
internal sealed class DominantPeriodIndicator() : CycleIndicator(HilbertCycle.ShortStart, CycleFunctions.ShortLookback)
{
    protected override void Follow(bool warm)
    {
        if (warm)
        {
            Emit(Cycle.SmoothPeriod);
        }
    }
}
