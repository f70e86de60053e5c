namespace CryptoScalp.Rules.Features;

/// <summary>What a venue says of a perpetual.</summary>
/// <param name="Rate">A fraction per funding interval, what longs pay to shorts; NaN where unstated.</param>
/// <param name="Mark">The mark price in quote currency; NaN where unstated.</param>
/// <param name="Index">The price of the underlying in quote currency; NaN where unstated.</param>
public readonly record struct FundingMarks(double Rate, double Mark, double Index)
{
    internal bool IsSound => !double.IsInfinity(Rate) && !(Mark <= 0) && !(Index <= 0) && !double.IsInfinity(Mark) && !double.IsInfinity(Index);
}
