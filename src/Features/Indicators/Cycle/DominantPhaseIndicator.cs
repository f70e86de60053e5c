namespace CryptoScalp.Rules.Features;

/// <summary>HT_DCPHASE: the phase of the dominant cycle in degrees.</summary>
internal sealed class DominantPhaseIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback)
{
    private readonly DominantPhase _phase = new();

    protected override void Follow(bool warm)
    {
        _phase.Next(Cycle);
        if (warm)
        {
            Emit(_phase.Degrees);
        }
    }
}
