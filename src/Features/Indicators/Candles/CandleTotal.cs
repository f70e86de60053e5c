namespace CryptoScalp.Rules.Features;

/// <summary>What is added up over the candles before one: a measure over 10 candles, or over 5.</summary>
internal enum CandleTotal
{
    Body,
    Range,
    Shadows,

    /// <summary>Of 5 candles.</summary>
    ShortRange,
}
