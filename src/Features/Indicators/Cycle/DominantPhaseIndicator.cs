namespace CryptoScalp.Rules.Features;

/// <summary>HT_DCPHASE: the phase of the dominant cycle in degrees.</summary>
internal sealed class DominantPhaseIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback, CycleParts.Phase)
{
    protected override void Follow(CycleSource source, double price, bool warm)
    {
        if (warm)
        {
            Emit(source.Phase.Degrees);
        }
    }
}
