using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Order-flow imbalance at the best prices over the last moments, in base units: positive when buyers add and sellers withdraw.</summary>
/// <remarks>The sum of <see cref="OrderFlow"/> from quote to quote; the first after a lost one counts nothing. Warm-up: one horizon from the first quote.</remarks>
internal sealed class QuoteFlowKernel(long horizonMs) : FeatureKernel
{
    private readonly TimedSums _flow = new(horizonMs);
    private readonly WarmUp _warmUp = new(horizonMs);
    private TopOfBook? _top;

    public override double Value => _warmUp.IsOver ? _flow.A / Dec8.Scale : double.NaN;

    public override void Advance(long nowMs)
    {
        if (_warmUp.HasStarted)
        {
            _warmUp.Advance(nowMs);
        }

        _flow.Advance(nowMs);
    }

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        _warmUp.Advance(nowMs);
        if (_top is { } before)
        {
            _flow.Add(nowMs, (double)OrderFlow.Of(before, top), 0);
        }

        _top = top;
    }

    public override void OnQuoteLost(long nowMs) => _top = null;
}
