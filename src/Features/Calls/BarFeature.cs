namespace CryptoScalp.Rules.Features;

/// <summary>One computation that steps with bars.</summary>
internal abstract class BarFeature
{
    /// <summary>After the last bar; NaN when absent.</summary>
    public double Value { get; private protected set; } = double.NaN;

    /// <param name="ticks">The features of ticks.</param>
    /// <param name="others">The closes of the second series.</param>
    public abstract void Update(in IndicatorBar bar, ReadOnlySpan<double> ticks, ReadOnlySpan<double> others);
}

/// <summary>An output of an indicator.</summary>
internal sealed class IndicatorBarFeature(Indicator indicator, int output) : BarFeature
{
    public override void Update(in IndicatorBar bar, ReadOnlySpan<double> ticks, ReadOnlySpan<double> others)
    {
        indicator.Update(in bar);
        Value = indicator.Outputs[output];
    }
}

/// <summary>An output of an indicator of two series. A bar for which the second has no close is no step.</summary>
internal sealed class PairedBarFeature(Indicator indicator, int output, int other) : BarFeature
{
    public override void Update(in IndicatorBar bar, ReadOnlySpan<double> ticks, ReadOnlySpan<double> others)
    {
        indicator.Update(bar with { Second = others[other] });
        Value = indicator.Outputs[output];
    }
}

/// <summary>A feature of ticks as it stands when the bar closes.</summary>
internal sealed class TickBarFeature(int column) : BarFeature
{
    public override void Update(in IndicatorBar bar, ReadOnlySpan<double> ticks, ReadOnlySpan<double> others) => Value = ticks[column];
}

/// <summary>A combinator over parts that were updated before it. A bar on which an input is absent is no step.</summary>
internal sealed class CombinedBarFeature(BarFeature first, BarFeature? second, CombinatorKernel kernel) : BarFeature
{
    public override void Update(in IndicatorBar bar, ReadOnlySpan<double> ticks, ReadOnlySpan<double> others)
    {
        double other = second?.Value ?? 0;
        double value = double.IsNaN(first.Value) || double.IsNaN(other) ? double.NaN : kernel.Next(first.Value, other);
        Value = double.IsFinite(value) ? value : double.NaN;
    }
}
