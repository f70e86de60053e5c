namespace CryptoScalp.Rules.Features;

/// <summary>How far a perpetual's mark stands above its index: 10000 (mark - index) / index.</summary>
/// <remarks>Venues tell marks every one to three seconds: those that nobody has told anew for longer than they are kept are absent. Warm-up: none.</remarks>
internal sealed class MarkBasisKernel(long keptMs) : FeatureKernel
{
    private double _bps = double.NaN;
    private long _toldMs;
    private long _nowMs;

    public override double Value => _nowMs - _toldMs <= keptMs ? _bps : double.NaN;

    public override void Advance(long nowMs) => _nowMs = nowMs;

    public override void OnFunding(long nowMs, in FundingMarks marks)
    {
        // Two marks of one moment or none: a mark without its index would be compared with an older one.
        (_bps, _toldMs) = (10_000.0 * (marks.Mark - marks.Index) / marks.Index, nowMs);
    }
}
