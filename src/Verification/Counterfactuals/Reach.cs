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

    /// <summary>What costs at most this and is the nearest within reach is the nearest of all.</summary>
    public double Sure => Each ?? Budget ?? double.PositiveInfinity;
}
