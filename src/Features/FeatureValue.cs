namespace CryptoScalp.Rules.Features;

/// <summary>One feature's value in a row.</summary>
/// <param name="Feature">Index into <see cref="FeatureSchema.Features"/>.</param>
/// <param name="Value">In the unit the schema declares; NaN when absent (before warm-up, no quote, empty window), never infinite.</param>
/// <remarks>
/// Values are doubles and stay unrounded: quantising them would hide changes from rules that compare against thresholds.
/// They are reproducible to the bit, because every kernel uses only IEEE 754 arithmetic and exact integer sums.
/// </remarks>
public readonly record struct FeatureValue(int Feature, double Value)
{
    /// <summary>False when the feature has no value; fact mapping turns that into "no fact".</summary>
    public bool IsPresent => !double.IsNaN(Value);
}
