namespace CryptoScalp.Rules.Features;

/// <summary>What all Hilbert functions share: the cycle, its start and the bars without a value.</summary>
internal abstract class CycleIndicator(int start, int lookback, int outputs = 1) : Indicator(outputs)
{
    private int _seen;

    protected HilbertCycle Cycle { get; } = new(start);

    private protected override void Next(in IndicatorBar bar)
    {
        Observe(bar.Close);
        bool warm = _seen >= lookback;
        _seen += warm ? 0 : 1;
        if (Cycle.Next(bar.Close))
        {
            Follow(warm);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        ReadOnlySpan<double> close = series.Close;
        for (int i = 0; i < close.Length; i++)
        {
            IndicatorBar bar = IndicatorBar.OfValue(close[i]);
            RunBar(in bar, output, i, close.Length);
        }
    }

    /// <summary>A price, before the transform.</summary>
    protected virtual void Observe(double price)
    {
    }

    /// <summary>After the transform; emits only when <paramref name="warm"/>.</summary>
    protected abstract void Follow(bool warm);
}
