namespace CryptoScalp.Rules.Primitives;

/// <summary>A row that time alone took away: one that expired, an event that left its window, a state of the past that ended too long ago.</summary>
/// <param name="Fact">The row; of a view of the past, with the view's columns.</param>
/// <param name="Interval">From when it was given, happened or began to hold, to the moment at which it was over; an event begins and ends at one moment.</param>
public readonly record struct PastRow(Fact Fact, HeldInterval Interval);
