namespace CryptoScalp.Rules.Features;

/// <summary>MIDPOINT and MIDPRICE: halfway between the highest and the lowest of the window, of closes or of highs and lows.</summary>
internal sealed class MidpointIndicator(int period, bool ofCloses) : Indicator
{
    private readonly SlidingExtreme _highest = new(period, highest: true);
    private readonly SlidingExtreme _lowest = new(period, highest: false);

    private protected override void Next(in IndicatorBar bar)
    {
        _highest.Push(ofCloses ? bar.Close : bar.High);
        _lowest.Push(ofCloses ? bar.Close : bar.Low);
        if (_highest.IsFull)
        {
            Emit((_highest.Value + _lowest.Value) / 2);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        WindowExtreme highest = new(ofCloses ? series.Close : series.High, period, highest: true);
        WindowExtreme lowest = new(ofCloses ? series.Close : series.Low, period, highest: false);
        output.Fill(double.NaN);
        int rows = series.Length;
        for (int i = period - 1; i < rows; i++)
        {
            highest.MoveTo(i);
            lowest.MoveTo(i);
            output[i] = FiniteOrAbsent((highest.Value + lowest.Value) / 2);
        }
    }
}
