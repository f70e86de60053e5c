namespace CryptoScalp.Rules.Features;

/// <summary>(a - b) / (a + b) of exact, non-negative quantities: -1 to 1, NaN when both are zero.</summary>
internal static class Imbalance
{
    public static double Of(Int128 a, Int128 b) => a + b == 0 ? double.NaN : (double)(a - b) / (double)(a + b);
}
