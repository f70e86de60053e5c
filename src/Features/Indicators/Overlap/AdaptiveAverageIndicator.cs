namespace CryptoScalp.Rules.Features;

/// <summary>MAMA with FAMA.</summary>
internal sealed class AdaptiveAverageIndicator(double fastLimit, double slowLimit) : Indicator(outputs: 2)
{
    private readonly MamaFilter _mama = new(fastLimit, slowLimit);

    private protected override void Next(in IndicatorBar bar)
    {
        double average = _mama.Next(bar.Close);
        Emit(average, _mama.Following);
    }
}
