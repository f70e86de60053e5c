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
}
