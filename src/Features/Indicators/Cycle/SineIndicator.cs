namespace CryptoScalp.Rules.Features;

/// <summary>HT_SINE: the sine of the dominant phase, and the same 45 degrees ahead.</summary>
internal sealed class SineIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback, CycleParts.Phase, outputs: 2)
{
    protected override void Follow(CycleSource source, double price, bool warm)
    {
        if (warm)
        {
            Emit(source.Phase.Sine, source.Phase.LeadSine);
        }
    }
}
