namespace CryptoScalp.Rules.Features;

/// <summary>How far the mid stands below its highest of the last moments: 1 - mid / max, a fraction from 0 to 1.</summary>
/// <remarks>
/// The mid is a step function of event time; the maximum is over the current value and all replaced after now - horizon, so also
/// over one set before the window and replaced within it. Absent while there is no quote. Warm-up: one horizon from the first quote.
/// </remarks>
internal sealed class PriceDropKernel(long horizonMs) : FeatureKernel
{
    private readonly SlidingMaximum _highest = new(horizonMs);
    private readonly WarmUp _warmUp = new(horizonMs);
    private double _mid = double.NaN;

    public override double Value => _warmUp.IsOver ? (_highest.Value - _mid) / _highest.Value : double.NaN;

    public override void Advance(long nowMs)
    {
        if (_warmUp.HasStarted)
        {
            _warmUp.Advance(nowMs);
            _highest.Advance(nowMs);
        }
    }

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        _warmUp.Advance(nowMs);
        _mid = top.Mid;
        _highest.Append(nowMs, _mid);
    }

    public override void OnQuoteLost(long nowMs) => _mid = double.NaN;

    public override bool TryReset()
    {
        _highest.Clear();
        _warmUp.Reset();
        _mid = double.NaN;
        return true;
    }
}
