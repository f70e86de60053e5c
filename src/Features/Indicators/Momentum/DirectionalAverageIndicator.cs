namespace CryptoScalp.Rules.Features;

/// <summary>ADX.</summary>
internal sealed class DirectionalAverageIndicator(int period) : Indicator
{
    private readonly DirectionalAverage _average = new(period);

    private protected override void Next(in IndicatorBar bar) => Emit(_average.Next(in bar));
}
