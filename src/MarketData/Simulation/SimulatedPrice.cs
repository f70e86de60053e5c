namespace CryptoScalp.Rules.MarketData;

/// <summary>The fair price of a symbol, common to all venues: a random walk in thousandths of a tick, in integers only.</summary>
internal sealed class SimulatedPrice
{
    private readonly long _lowest;
    private readonly long _highest;

    public SimulatedPrice(SimulatedSymbol symbol)
    {
        MilliTicks = symbol.StartPrice.Raw / symbol.Tick.Raw * 1000;
        _lowest = MilliTicks / 10;
        _highest = MilliTicks * 10;
    }

    /// <summary>Kept between a tenth and ten times the start.</summary>
    public long MilliTicks { get; private set; }

    /// <summary>One step; half of the variance is the market's common shock.</summary>
    /// <param name="traits">Volatility and drift.</param>
    /// <param name="common">The market's shock, in thousandths of a standard deviation.</param>
    /// <param name="random">Gives the symbol's own shock.</param>
    public void Step(in PhaseTraits traits, long common, Xoshiro256 random)
    {
        // 707/1000 of each is one deviation together.
        long shock = (common + random.Bell(1000)) * 707 / 1000;
        Int128 change = (Int128)MilliTicks * (((Int128)traits.VolatilityPpb * shock / 1000) + traits.DriftPpb) / 1_000_000_000;
        MilliTicks = Math.Clamp(MilliTicks + (long)change, _lowest, _highest);
    }
}
