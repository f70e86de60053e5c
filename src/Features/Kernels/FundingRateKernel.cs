namespace CryptoScalp.Rules.Features;

/// <summary>The funding rate as the venue last told it, a fraction per funding interval.</summary>
/// <remarks>Venues settle every eight hours at the longest: a rate that nobody has told anew for longer than it is kept is absent. Warm-up: none.</remarks>
internal sealed class FundingRateKernel(long keptMs) : FeatureKernel
{
    private double _rate = double.NaN;
    private long _toldMs;
    private long _nowMs;

    public override double Value => _nowMs - _toldMs <= keptMs ? _rate : double.NaN;

    public override void Advance(long nowMs) => _nowMs = nowMs;

    public override void OnFunding(long nowMs, in FundingMarks marks)
    {
        if (!double.IsNaN(marks.Rate))
        {
            (_rate, _toldMs) = (marks.Rate, nowMs);
        }
    }
}
