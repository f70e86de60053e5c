namespace CryptoScalp.Rules.Verification;

/// <summary>Between what a number lies; null where an end is not known.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
/// <param name="LowIsOpen">It has to be above the least.</param>
/// <param name="HighIsOpen">It has to be below the most.</param>
internal readonly record struct Bounds(Rational? Low, Rational? High, bool LowIsOpen = false, bool HighIsOpen = false)
{
    public bool IsEmpty => Low is { } low && High is { } high && (low.CompareTo(high) is var order) && (order > 0 || (order == 0 && (LowIsOpen || HighIsOpen)));

    /// <summary>What is left where a sum of this number alone has to be at least 0.</summary>
    public Bounds Narrowed(SumNeed need, bool isWhole)
    {
        Rational factor = need.Sum.Terms[0].Factor, edge = -need.Sum.Constant / factor;
        bool isOpen = need.IsStrict && !isWhole;
        return factor.Sign > 0 ? Above(isWhole ? Whole(edge, need.IsStrict) : edge, isOpen) : Below(isWhole ? -Whole(-edge, need.IsStrict) : edge, isOpen);
    }

    /// <summary>The point between them that is nearest to a number.</summary>
    public Rational Nearest(Rational number) =>
        Low is { } low && number.CompareTo(low) < 0 ? low : High is { } high && number.CompareTo(high) > 0 ? high : number;

    public bool Holds(Rational number) => (Low is not { } low || number.CompareTo(low) >= 0) && (High is not { } high || number.CompareTo(high) <= 0);

    private static Rational Whole(Rational edge, bool isStrict) => isStrict ? edge.Floor() + 1 : edge.Ceiling();

    private Bounds Above(Rational edge, bool isOpen) => (Low is { } low ? edge.CompareTo(low) : 1) switch
    {
        > 0 => this with { Low = edge, LowIsOpen = isOpen },
        0 => this with { LowIsOpen = LowIsOpen || isOpen },
        _ => this,
    };

    private Bounds Below(Rational edge, bool isOpen) => (High is { } high ? edge.CompareTo(high) : -1) switch
    {
        < 0 => this with { High = edge, HighIsOpen = isOpen },
        0 => this with { HighIsOpen = HighIsOpen || isOpen },
        _ => this,
    };
}
