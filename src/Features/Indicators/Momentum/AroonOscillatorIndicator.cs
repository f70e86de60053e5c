namespace CryptoScalp.Rules.Features;

/// <summary>AROONOSC: Aroon up less Aroon down.</summary>
internal sealed class AroonOscillatorIndicator(int period) : Indicator
{
    private readonly SlidingExtreme _lowest = new(period + 1, highest: false);
    private readonly SlidingExtreme _highest = new(period + 1, highest: true);

    private protected override void Next(in IndicatorBar bar)
    {
        _lowest.Push(bar.Low);
        _highest.Push(bar.High);
        if (_lowest.IsFull)
        {
            Emit(100.0 / period * (_lowest.Ago - _highest.Ago));
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
            output[i] = 100.0 / period * (lowest.Ago(i) - highest.Ago(i));
        }
    }
}
