using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>The outcome of a selection, in the order of the features given.</summary>
/// <param name="Rows">Rows without a missing value, which are those used.</param>
/// <param name="ExplainedVariance">R² of the model on the unseen last part of the rows; may be negative.</param>
/// <param name="NoiseImportance">The greatest importance of a column of noise: what chance alone reaches.</param>
public sealed record SelectionReport(ImmutableArray<SelectedFeature> Features, int Rows, double ExplainedVariance, double NoiseImportance);
