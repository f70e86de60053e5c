namespace CryptoScalp.Rules.Features;

/// <summary>What all Hilbert functions share: the cycle, its start and the bars without a value.</summary>
internal abstract class CycleIndicator(int start, int lookback, CycleParts parts = CycleParts.None, int outputs = 1) : Indicator(outputs)
{
    private readonly CycleSource _own = new(start, parts);
    private int _seen;

    /// <summary>Bars before the transform begins: functions that begin together can share a source.</summary>
    public int Start => start;

    public CycleParts Parts => parts;

    /// <summary>Follows a source that has just taken in a price.</summary>
    /// <param name="transforms">What <see cref="CycleSource.Next"/> answered.</param>
    public void Step(CycleSource source, double price, bool transforms)
    {
        bool warm = _seen >= lookback;
        _seen += warm ? 0 : 1;
        if (transforms)
        {
            Follow(source, price, warm);
        }
    }

    private protected override void Next(in IndicatorBar bar) => Step(_own, bar.Close, _own.Next(bar.Close));

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output) => CycleBatch.Run(series.Close, [this], output, [0]);

    /// <summary>After the transform; emits only when <paramref name="warm"/>.</summary>
    protected abstract void Follow(CycleSource source, double price, bool warm);
}
