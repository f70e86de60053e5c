using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>A copy of all features of one venue and symbol at one moment, for journals, models and proofs.</summary>
/// <param name="Values">One per feature of the schema, in its order; NaN when absent.</param>
public sealed record FeatureRow(string Venue, string Symbol, FeatureRowId Id, EventTime At, ImmutableArray<double> Values);
