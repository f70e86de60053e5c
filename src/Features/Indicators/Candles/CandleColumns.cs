using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>A stretch of a series as candles.</summary>
internal readonly ref struct CandleColumns
{
    private readonly ReadOnlySpan<double> _open;
    private readonly ReadOnlySpan<double> _high;
    private readonly ReadOnlySpan<double> _low;
    private readonly ReadOnlySpan<double> _close;

    public CandleColumns(in IndicatorSeries series, int from, int count)
    {
        _open = series.Open.Slice(from, count);
        _high = series.High.Slice(from, count);
        _low = series.Low.Slice(from, count);
        _close = series.Close.Slice(from, count);
    }

    public void CopyTo(Span<Candle> candles)
    {
        for (int i = 0; i < _close.Length; i++)
        {
            candles[i] = new Candle(_open[i], _high[i], _low[i], _close[i]);
        }
    }

    /// <summary>The measure of every candle, to the bit <see cref="Candle.Measure"/>'s.</summary>
    public void Measure(CandleMeasure measure, Span<double> results)
    {
        int i = 0;
        for (; i <= _close.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            MeasureLanes(measure, i).CopyTo(results[i..]);
        }

        for (; i < _close.Length; i++)
        {
            results[i] = new Candle(_open[i], _high[i], _low[i], _close[i]).Measure(measure);
        }
    }

    private Vector<double> MeasureLanes(CandleMeasure measure, int at)
    {
        if (measure == CandleMeasure.Range)
        {
            return Lanes(_high, at) - Lanes(_low, at);
        }

        (Vector<double> open, Vector<double> close) = (Lanes(_open, at), Lanes(_close, at));
        return measure == CandleMeasure.Body
            ? Vector.Abs(close - open)
            : Lanes(_high, at) - Vector.MaxNative(close, open) + (Vector.MinNative(close, open) - Lanes(_low, at));
    }

    private static Vector<double> Lanes(ReadOnlySpan<double> column, int at) => new(column[at..]);
}
