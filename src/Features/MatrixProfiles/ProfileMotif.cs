using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>A shape that repeats.</summary>
/// <param name="Matches">Every place it occurs, nearest first; the first is the shape itself at distance 0. At least two.</param>
public sealed record ProfileMotif(ImmutableArray<ProfileMatch> Matches);
