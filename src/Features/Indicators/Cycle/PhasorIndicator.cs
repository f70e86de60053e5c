namespace CryptoScalp.Rules.Features;

/// <summary>HT_PHASOR: the analytic signal of the detrended price.</summary>
internal sealed class PhasorIndicator() : CycleIndicator(HilbertCycle.ShortStart, CycleFunctions.ShortLookback, outputs: 2)
{
    protected override void Follow(CycleSource source, double price, bool warm)
    {
        if (warm)
        {
            Emit(source.Cycle.InPhase, source.Cycle.Quadrature);
        }
    }
}
