namespace CryptoScalp.Rules.Features;

/// <summary>A candle pattern: 100 bullish, -100 bearish, 0 none.</summary>
internal sealed class CandleIndicator(CandleWindow window, Func<CandleWindow, int> pattern) : Indicator
{
    private protected override void Next(in IndicatorBar bar)
    {
        window.Push(new Candle(bar.Open, bar.High, bar.Low, bar.Close));
        if (window.IsFull)
        {
            Emit(pattern(window));
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output) => new CandleBlock(window).Run(in series, pattern, output);
}
