namespace CryptoScalp.Rules.Features;

/// <summary>HT_PHASOR: the analytic signal of the detrended price.</summary>
internal sealed class PhasorIndicator() : CycleIndicator(HilbertCycle.ShortStart, CycleFunctions.ShortLookback, outputs: 2)
{
    protected override void Follow(bool warm)
    {
        if (warm)
        {
            Emit(Cycle.InPhase, Cycle.Quadrature);
        }
    }
}
