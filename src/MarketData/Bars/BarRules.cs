namespace CryptoScalp.Rules.MarketData;

/// <summary>What every bar satisfies.</summary>
internal static class BarRules
{
    /// <summary>Positive length and prices, volume not negative, low at most open and close, high at least those.</summary>
    public static bool IsConsistent(in Bar bar)
    {
        return bar.LengthNs > 0
            && bar.Low.Raw > 0
            && bar.Volume.Raw >= 0
            && bar.Low <= bar.Open && bar.Low <= bar.Close
            && bar.High >= bar.Open && bar.High >= bar.Close;
    }
}
