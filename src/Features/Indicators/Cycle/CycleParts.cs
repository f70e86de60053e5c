namespace CryptoScalp.Rules.Features;

/// <summary>What may be worked out beside the cycle itself.</summary>
[Flags]
internal enum CycleParts
{
    None = 0,
    Phase = 1,
    Trendline = 2,
}
