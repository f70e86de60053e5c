namespace CryptoScalp.Rules.Features;

/// <summary>Simple return of the mid over a horizon: mid / mid then - 1, a fraction.</summary>
/// <remarks>
/// "Then" is the mid in effect at now - horizon: that of the last quote at or before it. Computed as (now - then) / then, which
/// keeps small returns exact. Simple and not logarithmic, so that a threshold reads as the trader says it: -0.01 is one per cent
/// down. Absent while there is no quote. Warm-up: one horizon from the first quote.
/// </remarks>
internal sealed class ReturnKernel(long horizonMs) : FeatureKernel
{
    private readonly StepHistory _mids = new(horizonMs);
    private double _mid = double.NaN;

    public override double Value => _mids.TryOldest(out double then) ? (_mid - then) / then : double.NaN;

    public override void Advance(long nowMs) => _mids.Advance(nowMs);

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        _mid = top.Mid;
        _mids.Append(nowMs, _mid);
    }

    public override void OnQuoteLost(long nowMs) => _mid = double.NaN;

    public override bool TryReset()
    {
        _mids.Clear();
        _mid = double.NaN;
        return true;
    }
}
