namespace CryptoScalp.Rules.Features;

/// <summary>A candle pattern: 100 bullish, -100 bearish, 0 none.</summary>
internal sealed class CandleIndicator(CandleShape shape) : Indicator, ICandlePattern
{
    private readonly CandleStream _stream = new(shape);

    public CandleShape Shape => shape;

    public void Follow(in IndicatorSeries series, Span<double> signs)
    {
        // The signs are the outputs.
    }

    private protected override void Next(in IndicatorBar bar)
    {
        _stream.Push(in bar);
        if (_stream.IsFull)
        {
            Emit(_stream.Sign);
        }
    }

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output) => new CandleBatch([this]).Run(in series, output, [0]);
}
