namespace CryptoScalp.Rules.Features;

/// <summary>MINMAX.</summary>
internal sealed class MinMaxIndicator(int period) : Indicator(outputs: 2)
{
    private readonly SlidingExtreme _lowest = new(period, highest: false);
    private readonly SlidingExtreme _highest = new(period, highest: true);

    private protected override void Next(in IndicatorBar bar)
    {
        _lowest.Push(bar.Close);
        _highest.Push(bar.Close);
        if (_highest.IsFull)
        {
            Emit(_lowest.Value, _highest.Value);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        WindowExtreme highest = new(series.Close, period, highest: true);
        WindowExtreme lowest = new(series.Close, period, highest: false);
        output.Fill(double.NaN);
        int rows = series.Length;
        for (int i = period - 1; i < rows; i++)
        {
            highest.MoveTo(i);
            lowest.MoveTo(i);
            output[i] = lowest.Value;
            output[rows + i] = highest.Value;
        }
    }
}
