using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A fact that fits what was looked for and was there once: time alone took it away.</summary>
/// <param name="Fact">The row.</param>
/// <param name="How"><c>expired</c>, <c>left the window</c> or <c>ended</c>.</param>
/// <param name="OverBy">For how long it has been too old, in nanoseconds, at least 0: exact, it is a difference of event times.</param>
/// <param name="Interval">When it was given and expired, happened, or began and ceased to hold.</param>
public sealed record AgedFact(string Fact, string How, long OverBy, HeldInterval Interval)
{
    /// <summary><c>expired 120ms before, given at 1000000</c>.</summary>
    public override string ToString() =>
        $"{How} {(OverBy == 0 ? "at this very moment" : $"{ValueText.Duration(OverBy)} before")}, {Since}";

    private string Since => How == "expired" ? $"given at {Interval.From}"
        : Interval.To == Interval.From ? $"it happened at {Interval.From}" : $"it held from {Interval.From} until {Interval.To}";
}
