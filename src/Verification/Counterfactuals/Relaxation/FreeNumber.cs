namespace CryptoScalp.Rules.Verification;

/// <summary>A number that may move, in the solver's units, or an unknown in between, which is what it has to be and costs nothing.</summary>
/// <param name="Name">The solver's text for it.</param>
/// <param name="Old">Its value in the state; 0 for an unknown.</param>
/// <param name="Unit">A change by this much costs 1; above 0, or 0 for an unknown.</param>
/// <param name="IsWhole">True of integers.</param>
internal sealed record FreeNumber(string Name, Rational Old, Rational Unit, bool IsWhole)
{
    /// <summary>Where it can lie at all, as far as that is known.</summary>
    public Bounds Range { get; init; }

    /// <summary>False of an unknown in between.</summary>
    public bool IsGiven { get; } = !Unit.IsZero;

    /// <summary>What a change by 1 costs.</summary>
    public Rational Price { get; } = Unit.IsZero ? 0 : 1 / Unit;

    public static FreeNumber Unknown(string name, bool isWhole, Bounds range) => new(name, 0, 0, isWhole) { Range = range };

    /// <summary>What it costs to be elsewhere.</summary>
    public Rational CostAt(Rational value) => (value - Old) is { Sign: < 0 } less ? -less * Price : (value - Old) * Price;
}
