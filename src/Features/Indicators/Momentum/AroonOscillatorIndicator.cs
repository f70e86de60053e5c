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
}
