namespace CryptoScalp.Rules.Features;

/// <summary>CCI: the typical price's distance from its mean, in 0.015 mean deviations. D. Lambert (1980).</summary>
internal sealed class CommodityChannelIndicator(int period) : Indicator
{
    private const double Scale = 0.015;

    private readonly MeanDeviationFilter _deviation = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        double price = PriceTransforms.Typical(in bar);
        double deviation = _deviation.Next(price);
        Emit(deviation == 0 ? 0 : (price - _deviation.Mean) / (Scale * deviation));
    }
}
