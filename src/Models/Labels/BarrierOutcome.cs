namespace CryptoScalp.Rules.Models;

/// <summary>What became of a moment: which barrier the price touched first. The numbers are the columns of every model's output.</summary>
public enum BarrierClass
{
    /// <summary>The lower barrier came first.</summary>
    Down = 0,

    /// <summary>Neither came within the horizon, or both within one bar, which does not say the order.</summary>
    None = 1,

    /// <summary>The upper barrier came first.</summary>
    Up = 2,
}

/// <summary>How a moment ended that <see cref="TripleBarrier"/> has watched.</summary>
/// <param name="Entry">The number of the bar at whose close it began, counted from 0.</param>
/// <param name="Class">What came first.</param>
/// <param name="LongBps">What buying at that close and leaving at the end would have made, after costs, in basis points.</param>
/// <param name="ShortBps">The same of selling.</param>
public readonly record struct BarrierOutcome(long Entry, BarrierClass Class, double LongBps, double ShortBps);
