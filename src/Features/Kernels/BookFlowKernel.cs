using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Order-flow imbalance summed over the best levels of the book over the last moments, in base units.</summary>
/// <remarks>
/// <see cref="OrderFlow"/> level by level, as far as both books have the level on both sides: K. Xu, M. Gould, S. Howison, Multi-Level Order-Flow Imbalance (2018),
/// added up with equal weights. The first book after a lost one counts nothing. Warm-up: one horizon from the first book.
/// </remarks>
internal sealed class BookFlowKernel(int levels, long horizonMs) : FeatureKernel
{
    private readonly TimedSums _flow = new(horizonMs);
    private readonly WarmUp _warmUp = new(horizonMs);
    private readonly TopOfBook[] _before = new TopOfBook[levels];
    private int _known;
    private long _nowMs;

    public override double Value => _warmUp.IsOver ? _flow.A / Dec8.Scale : double.NaN;

    public override void Advance(long nowMs)
    {
        _nowMs = nowMs;
        if (_warmUp.HasStarted)
        {
            _warmUp.Advance(nowMs);
        }

        _flow.Advance(nowMs);
    }

    public override void OnBook(in BookDepth depth)
    {
        _warmUp.Advance(_nowMs);
        int count = Math.Min(levels, Math.Min(depth.BidPrices.Length, depth.AskPrices.Length));
        Int128 flow = 0;
        for (int i = 0; i < count; i++)
        {
            TopOfBook now = new(depth.BidPrices[i], depth.BidQuantities[i], depth.AskPrices[i], depth.AskQuantities[i]);
            flow += i < _known ? OrderFlow.Of(_before[i], now) : 0;
            _before[i] = now;
        }

        _known = count;
        _flow.Add(_nowMs, (double)flow, 0);
    }

    public override void OnBookLost() => _known = 0;
}
