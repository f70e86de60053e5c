namespace CryptoScalp.Rules.Features;

/// <summary>The streaming form of a combinator. Allocates only in its constructor.</summary>
internal abstract class CombinatorKernel
{
    /// <summary>The value after one more bar; NaN while warming up or where the formula has none.</summary>
    /// <param name="first">Finite.</param>
    /// <param name="second">Finite; of a combinator of one input, 0.</param>
    public abstract double Next(double first, double second);
}

/// <summary>A combinator that is a filter of its only input.</summary>
internal sealed class FilterCombinator(SeriesFilter filter) : CombinatorKernel
{
    public override double Next(double first, double second) => filter.Next(first);
}

/// <summary>A combinator of two values of one bar.</summary>
internal sealed class PairCombinator(Func<double, double, double> combine) : CombinatorKernel
{
    public override double Next(double first, double second) => combine(first, second);
}
