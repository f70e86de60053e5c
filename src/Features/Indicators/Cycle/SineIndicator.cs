namespace CryptoScalp.Rules.Features;

/// <summary>HT_SINE: the sine of the dominant phase, and the same 45 degrees ahead.</summary>
internal sealed class SineIndicator() : CycleIndicator(HilbertCycle.LongStart, CycleFunctions.LongLookback, outputs: 2)
{
    private readonly DominantPhase _phase = new();

    protected override void Follow(bool warm)
    {
        _phase.Next(Cycle);
        if (warm)
        {
            Emit(_phase.Sine, _phase.LeadSine);
        }
    }
}
