namespace CryptoScalp.Rules.Features;

/// <summary>CDLHIKKAKE and CDLHIKKAKEMOD. D. Chesler, Active Trader (2004).</summary>
/// <param name="watchFrom">The bar, from 0, from which break-outs are remembered: three before the first value.</param>
internal sealed class HikkakeIndicator(CandleWindow window, int lookback, int watchFrom, Func<CandleWindow, bool> breaksOut) : Indicator
{
    private readonly HikkakeTrap _trap = new();
    private int _seen;

    private protected override void Next(in IndicatorBar bar)
    {
        window.Push(new Candle(bar.Open, bar.High, bar.Low, bar.Close));
        int today = _seen;
        if (today >= watchFrom)
        {
            int result = _trap.Next(window, breaksOut(window));
            if (today >= lookback)
            {
                Emit(result);
            }
        }

        _seen = Math.Min(_seen + 1, lookback);
    }
}
