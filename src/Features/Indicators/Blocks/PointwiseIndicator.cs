namespace CryptoScalp.Rules.Features;

/// <summary>A function of one bar alone.</summary>
internal sealed class PointwiseIndicator(PointwiseIndicator.Function function) : Indicator
{
    internal delegate double Function(in IndicatorBar bar);

    private protected override void Next(in IndicatorBar bar) => Emit(function(in bar));
}
