namespace CryptoScalp.Rules.Features;

/// <summary>The part of a candle that a setting averages.</summary>
internal enum CandleMeasure
{
    Body,
    Range,

    /// <summary>Both shadows together; the average of one is half of it.</summary>
    Shadows,
}
