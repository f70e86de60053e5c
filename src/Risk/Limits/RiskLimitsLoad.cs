using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>A limit file, read.</summary>
/// <param name="Limits">Null when there is any error: limits are never half taken over.</param>
public sealed record RiskLimitsLoad(RiskLimits? Limits, ImmutableArray<Diagnostic> Diagnostics);
