namespace CryptoScalp.Rules.Features;

/// <summary>A stretch of one regime, and what its prices were like.</summary>
/// <param name="Start">The first price, from 0.</param>
/// <param name="End">The first price after it.</param>
/// <param name="MeanReturn">Of simple returns from price to price.</param>
/// <param name="Volatility">The sample standard deviation of those returns.</param>
/// <param name="Skewness">Of the returns, the third standardised moment; NaN when they do not vary.</param>
/// <param name="Kurtosis">Of the returns, the fourth standardised moment less 3; NaN when they do not vary.</param>
/// <param name="MaxDrawdown">The largest fall from a peak, 0 to 1.</param>
/// <param name="TrendStrength">The correlation of price and time, -1 to 1; NaN when the price does not vary.</param>
/// <param name="Autocorrelation">Of the returns with those one before; NaN when they do not vary.</param>
public sealed record ProfileSegment(
    int Start, int End, double MeanReturn, double Volatility, double Skewness, double Kurtosis, double MaxDrawdown, double TrendStrength, double Autocorrelation);
