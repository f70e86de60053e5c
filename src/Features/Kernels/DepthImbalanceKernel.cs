using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Imbalance of the quantities resting on the best levels of each side, -1 to 1. Warm-up: none.</summary>
/// <remarks>A side with fewer levels counts with those it has. Sums are exact integers.</remarks>
internal sealed class DepthImbalanceKernel(int levels) : FeatureKernel
{
    private double _imbalance = double.NaN;

    public override double Value => _imbalance;

    public override void OnBook(in BookDepth depth) =>
        _imbalance = Imbalance.Of(Sum(depth.BidQuantities), Sum(depth.AskQuantities));

    public override void OnBookLost() => _imbalance = double.NaN;

    private Int128 Sum(ReadOnlySpan<Dec8> quantities)
    {
        Int128 sum = 0;
        foreach (Dec8 quantity in quantities[..Math.Min(levels, quantities.Length)])
        {
            sum += quantity.Raw;
        }

        return sum;
    }
}
