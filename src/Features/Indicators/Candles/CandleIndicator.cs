namespace CryptoScalp.Rules.Features;

/// <summary>A candle pattern: 100 bullish, -100 bearish, 0 none.</summary>
internal sealed class CandleIndicator(CandleWindow window, double penetration, CandleIndicator.Pattern pattern) : Indicator
{
    /// <param name="penetration">How far into another body, as a share of it; for patterns that ask.</param>
    internal delegate int Pattern(CandleWindow window, double penetration);

    private protected override void Next(in IndicatorBar bar)
    {
        window.Push(new Candle(bar.Open, bar.High, bar.Low, bar.Close));
        if (window.IsFull)
        {
            Emit(pattern(window, penetration));
        }
    }
}
