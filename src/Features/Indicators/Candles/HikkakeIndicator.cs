namespace CryptoScalp.Rules.Features;

/// <summary>CDLHIKKAKE and CDLHIKKAKEMOD. D. Chesler, Active Trader (2004).</summary>
/// <param name="shape">The false break-outs, remembered from three bars before the first value.</param>
/// <param name="lookback">Bars before the first value.</param>
internal sealed class HikkakeIndicator(CandleShape shape, int lookback) : Indicator, ICandlePattern
{
    private readonly CandleStream _stream = new(shape);
    private readonly HikkakeTrap _trap = new();
    private double _high;
    private double _low;
    private int _seen;

    public CandleShape Shape => shape;

    public void Follow(in IndicatorSeries series, Span<double> signs)
    {
        for (int i = shape.Lookback; i < signs.Length; i++)
        {
            double sign = _trap.Next(signs[i], series.High[i - 1], series.Low[i - 1], series.Close[i]);
            signs[i] = i < lookback ? double.NaN : sign;
        }
    }

    private protected override void Next(in IndicatorBar bar)
    {
        _stream.Push(in bar);
        if (_stream.IsFull)
        {
            double sign = _trap.Next(_stream.Sign, _high, _low, bar.Close);
            if (_seen >= lookback)
            {
                Emit(sign);
            }
        }

        (_high, _low) = (bar.High, bar.Low);
        _seen = Math.Min(_seen + 1, lookback);
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        new CandleBatch([this]).Run(in series, output, [0]);
    }
}
