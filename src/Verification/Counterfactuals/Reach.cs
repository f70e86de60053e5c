namespace CryptoScalp.Rules.Verification;

/// <summary>How dear a change a search looks for, and so what may move in it: a name costs 1, a row that comes or goes 2.</summary>
/// <param name="Each">No number moves by more than this; null for as far as the budget goes. Below 1 numbers keep their signs.</param>
/// <param name="Budget">Changes cost at most this; null for any cost.</param>
/// <param name="Names">Names may change.</param>
/// <param name="Rows">Rows may come and go.</param>
internal sealed record Reach(double? Each, double? Budget, bool Names, bool Rows)
{
    /// <summary>From the nearest on, each a little below what the next thing costs.</summary>
    public static IReadOnlyList<Reach> Widening { get; } = [new(0.99, 1.99, false, false), new(null, 1.99, true, false), new(null, 3.99, true, true), new(null, null, true, true)];

    /// <summary>The change has to take away what the decision rests on; that something else strikes or beats it does not count.</summary>
    public bool BreaksOnly { get; init; }

    /// <summary>How many ways in which rows may be derived are looked into before anything is asked: few of them are open where little may move.</summary>
    public int Spelled { get; init; } = 8;

    /// <summary>How many questions a search may ask at most; null for what the limits say.</summary>
    public int? Rounds { get; init; }

    /// <summary>What a decision rests on, from the nearest on.</summary>
    public static IEnumerable<Reach> Breaking { get; } = [.. Widening.Select(static r => r with { BreaksOnly = true })];

    /// <summary>All that is cheaper than a change that is known: whether anything else strikes or beats a decision for less.</summary>
    /// <param name="cost">Of the change that is known.</param>
    public static Reach Below(double cost) => new(cost, cost, cost >= 1, cost >= 2) { Spelled = 256, Rounds = 12 };

    /// <summary>What costs at most this and is the nearest within reach is the nearest of all.</summary>
    public double Sure => Each ?? Budget ?? double.PositiveInfinity;
}
