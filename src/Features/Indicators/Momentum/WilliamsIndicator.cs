namespace CryptoScalp.Rules.Features;

/// <summary>WILLR: where the close stands below the highest high, -100 to 0. L. Williams (1973).</summary>
internal sealed class WilliamsIndicator(int period) : Indicator
{
    private readonly StochasticRange _range = new(period);

    private protected override void Next(in IndicatorBar bar) => Emit(_range.NextFromTop(bar.High, bar.Low, bar.Close));

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        _range.Run(series.High, series.Low, series.Close, output, fromTop: true);
        Columns.KeepFinite(output);
    }
}
