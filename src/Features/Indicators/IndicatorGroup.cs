namespace CryptoScalp.Rules.Features;

/// <summary>TA-Lib's groups of functions.</summary>
public enum IndicatorGroup
{
    MathTransform,
    MathOperator,
    PriceTransform,
    Overlap,
    Momentum,
    Volatility,
    Volume,
    Statistic,
    Pattern,
    Cycle,
}
