namespace CryptoScalp.Rules.Features;

/// <summary>AROON: how lately the lowest low and the highest high were, 100 for this bar, 0 for a period ago. T. Chande (1995).</summary>
internal sealed class AroonIndicator(int period) : Indicator(outputs: 2)
{
    private readonly SlidingExtreme _lowest = new(period + 1, highest: false);
    private readonly SlidingExtreme _highest = new(period + 1, highest: true);

    private protected override void Next(in IndicatorBar bar)
    {
        _lowest.Push(bar.Low);
        _highest.Push(bar.High);
        if (_lowest.IsFull)
        {
            Emit(100.0 / period * (period - _lowest.Ago), 100.0 / period * (period - _highest.Ago));
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        WindowExtreme highest = new(series.High, period + 1, highest: true);
        WindowExtreme lowest = new(series.Low, period + 1, highest: false);
        output.Fill(double.NaN);
        int rows = series.Length;
        for (int i = period; i < rows; i++)
        {
            highest.MoveTo(i);
            lowest.MoveTo(i);
            output[i] = 100.0 / period * (period - lowest.Ago(i));
            output[rows + i] = 100.0 / period * (period - highest.Ago(i));
        }
    }
}
