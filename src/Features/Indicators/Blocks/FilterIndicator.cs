namespace CryptoScalp.Rules.Features;

/// <summary>A filter of the close.</summary>
internal sealed class FilterIndicator(SeriesFilter filter) : Indicator
{
    private protected override void Next(in IndicatorBar bar) => Emit(filter.Next(bar.Close));

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        filter.Run(series.Close, output);
        Columns.KeepFinite(output);
    }
}
