namespace CryptoScalp.Rules.Features;

/// <summary>A column of a feature's predicate.</summary>
/// <param name="Type">The rule language's name of the type, for example <c>/float64</c>.</param>
/// <param name="Unit">Empty for columns that count nothing.</param>
public sealed record FeatureColumn(string Name, string Type, string Unit);
