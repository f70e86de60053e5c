namespace CryptoScalp.Rules.Risk;

/// <summary>What a loss is measured from.</summary>
public enum LossBaseline : byte
{
    /// <summary>The equity the book began with.</summary>
    Start = 0,

    /// <summary>The equity when the UTC day of event time began.</summary>
    Day = 1,

    /// <summary>The highest equity seen.</summary>
    Peak = 2,
}
