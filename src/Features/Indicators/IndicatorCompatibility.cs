namespace CryptoScalp.Rules.Features;

/// <summary>Whose way of starting a recursion is followed; TA-Lib's global setting of that name.</summary>
public enum IndicatorCompatibility
{
    /// <summary>An exponential average begins with the simple average of its first period; RSI and CMO begin after a whole period of changes.</summary>
    Default = 0,

    /// <summary>
    /// As Metastock does it: an exponential average begins with the first value itself, and RSI and CMO have a value one bar earlier,
    /// over one change fewer than their period.
    /// </summary>
    Metastock = 1,
}
