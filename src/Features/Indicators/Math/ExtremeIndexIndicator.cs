namespace CryptoScalp.Rules.Features;

/// <summary>MAXINDEX, MININDEX.</summary>
internal sealed class ExtremeIndexIndicator(int period, bool highest) : Indicator
{
    private readonly ScannedExtreme _extreme = new(period, highest);

    private protected override void Next(in IndicatorBar bar)
    {
        _extreme.Push(bar.Close);
        if (_extreme.IsFull)
        {
            Emit(_extreme.Index);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output) =>
        ScannedExtreme.Run(series.Close, period, highest, output);
}
