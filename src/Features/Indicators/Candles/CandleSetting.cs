namespace CryptoScalp.Rules.Features;

/// <summary>What a part of a candle is measured against.</summary>
internal enum CandleSetting
{
    BodyLong,
    BodyShort,
    BodyDoji,
    ShadowLong,
    ShadowVeryLong,
    ShadowShort,
    ShadowVeryShort,
    Near,
    Far,
    Equal,
}
