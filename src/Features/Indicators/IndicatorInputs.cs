namespace CryptoScalp.Rules.Features;

/// <summary>Fields of a bar.</summary>
[Flags]
public enum IndicatorInputs
{
    None = 0,
    Open = 1,
    High = 2,
    Low = 4,
    Close = 8,
    Volume = 16,

    /// <summary>See <see cref="IndicatorBar.Second"/>.</summary>
    Second = 32,
}
