namespace CryptoScalp.Rules.Features;

/// <summary>Arrivals per second over the last moments: of quotes or of trades; 0 in silence.</summary>
/// <remarks>Counted exactly. Warm-up: one horizon from the first update of any kind.</remarks>
internal sealed class ArrivalRateKernel(long horizonMs, bool ofTrades) : FeatureKernel
{
    private readonly TimedSums _arrivals = new(horizonMs);
    private readonly WarmUp _warmUp = new(horizonMs);

    public override double Value => _warmUp.IsOver ? _arrivals.A * 1000 / horizonMs : double.NaN;

    public override void Advance(long nowMs)
    {
        _warmUp.Advance(nowMs);
        _arrivals.Advance(nowMs);
    }

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        if (!ofTrades)
        {
            _arrivals.Add(nowMs, 1, 0);
        }
    }

    public override void OnTrade(long nowMs, Primitives.Dec8 price, Primitives.Dec8 quantity, bool isBuy)
    {
        if (ofTrades)
        {
            _arrivals.Add(nowMs, 1, 0);
        }
    }
}
