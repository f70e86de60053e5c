using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Quotes of one symbol around a moment: what a page draws.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Moment">The decision's time.</param>
/// <param name="Points">In the order of time.</param>
public sealed record PriceTrail(string Symbol, EventTime Moment, ImmutableArray<PricePoint> Points);

/// <summary>A venue's best prices from a time on; both above 0.</summary>
public readonly record struct PricePoint(EventTime At, string Venue, double Bid, double Ask);
