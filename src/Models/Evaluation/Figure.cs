namespace CryptoScalp.Rules.Models;

/// <summary>A measured number with its 95 % interval; NaN where there is nothing to measure.</summary>
public readonly record struct Figure(double Value, double Low, double High);
