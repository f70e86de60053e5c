namespace CryptoScalp.Rules.Verification;

/// <summary>How dear a change a search looks for, and so what may move in it: a name costs 1, a row that comes or goes 2.</summary>
/// <param name="Budget">Changes cost at most this; null for any cost. A little less than what the next thing costs, so that numbers that move keep their signs.</param>
internal sealed record Reach(double? Budget)
{
    /// <summary>From the nearest on: what one finds is the nearest of all, what none finds there is not.</summary>
    public static IReadOnlyList<Reach> Widening { get; } = [new(0.99), new(1.99), new(3.99), new((double?)null)];

    /// <summary>Names may change.</summary>
    public bool Names => Budget is not < 1;

    /// <summary>Rows may come and go.</summary>
    public bool Rows => Budget is not < 2;
}
