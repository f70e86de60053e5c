namespace CryptoScalp.Rules.Features;

/// <summary>A portfolio's year as its assets' moments foretell it.</summary>
/// <param name="Return">A fraction a year.</param>
/// <param name="Volatility">A fraction, for a year.</param>
/// <param name="Sharpe">What exceeds the risk-free return over the volatility; NaN without any.</param>
public readonly record struct PortfolioPerformance(double Return, double Volatility, double Sharpe);
