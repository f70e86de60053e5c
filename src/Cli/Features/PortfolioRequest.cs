namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>features portfolio</c> was asked.</summary>
/// <param name="Prices">A CSV, one column an asset.</param>
/// <param name="Weights">A CSV of names and weights; null for the assets alone.</param>
/// <param name="PeriodsPerYear">Rows in a year.</param>
/// <param name="RiskFree">A year.</param>
/// <param name="Alpha">The worst share.</param>
internal sealed record PortfolioRequest(string Prices, string? Weights, double PeriodsPerYear, double RiskFree, double Alpha, bool Json);
