namespace CryptoScalp.Rules.Features;

/// <summary>ACCBANDS: averages of high and low moved apart by four times their relative distance. P. Headley, Big Trends in Trading (2002).</summary>
internal sealed class AccelerationBandsIndicator(int period) : Indicator(outputs: 3)
{
    private const double Widening = 4;

    private readonly SmaFilter _upper = new(period);
    private readonly SmaFilter _middle = new(period);
    private readonly SmaFilter _lower = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        double sum = bar.High + bar.Low;
        double width = sum == 0 ? 0 : Widening * (bar.High - bar.Low) / sum;
        Emit(_upper.Next(bar.High * (1 + width)), _middle.Next(bar.Close), _lower.Next(bar.Low * (1 - width)));
    }
}
