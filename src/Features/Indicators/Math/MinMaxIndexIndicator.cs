namespace CryptoScalp.Rules.Features;

/// <summary>MINMAXINDEX.</summary>
internal sealed class MinMaxIndexIndicator(int period) : Indicator(outputs: 2)
{
    private readonly ScannedExtreme _lowest = new(period, highest: false);
    private readonly ScannedExtreme _highest = new(period, highest: true);

    private protected override void Next(in IndicatorBar bar)
    {
        _lowest.Push(bar.Close);
        _highest.Push(bar.Close);
        if (_highest.IsFull)
        {
            Emit(_lowest.Index, _highest.Index);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        ScannedExtreme.Run(series.Close, period, highest: false, output[..series.Length]);
        ScannedExtreme.Run(series.Close, period, highest: true, output[series.Length..]);
    }
}
