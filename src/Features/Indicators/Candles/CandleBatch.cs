using System.Buffers;
using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>Candle patterns over a whole series, several candles at a time; what patterns have in common is computed once.</summary>
/// <remarks>The series goes by in blocks that stay near the processor. One batch, one series.</remarks>
internal sealed class CandleBatch
{
    /// <summary>Candles of a block.</summary>
    public const int Rows = 1024;

    /// <summary>Candles before a block that its patterns and averages reach back to.</summary>
    public const int Before = 2 * CandleShape.Reach;

    /// <summary>Loads read on behind the last candle; nobody looks at what they find.</summary>
    public static readonly int Stride = Before + Rows + (2 * Vector<double>.Count);

    private readonly ICandlePattern[] _patterns;
    private readonly CandleChains _chains;
    private readonly int[][] _places;
    private readonly double[] _prices;

    public CandleBatch(ReadOnlySpan<ICandlePattern> patterns)
    {
        _patterns = patterns.ToArray();
        _chains = new CandleChains(Array.ConvertAll(_patterns, static p => p.Shape));
        _places = Array.ConvertAll(_patterns, p => _chains.PlacesOf(p.Shape));
        _prices = ArrayPool<double>.Shared.Rent(4 * Stride);
    }

    /// <param name="output">Room for the outputs of all patterns.</param>
    /// <param name="offsets">Where those of each pattern begin.</param>
    public void Run(in IndicatorSeries series, Span<double> output, ReadOnlySpan<int> offsets)
    {
        int length = series.Length;
        for (int start = 0; start < length; start += Rows)
        {
            int rows = Math.Min(Rows, length - start);
            Fill(in series, start, rows);
            _chains.Roll(_prices, Before + rows, isFirst: start == 0);
            for (int i = 0; i < _patterns.Length; i++)
            {
                See(_patterns[i].Shape, _places[i], start, output.Slice(offsets[i] + start, rows));
            }
        }

        for (int i = 0; i < _patterns.Length; i++)
        {
            _patterns[i].Follow(in series, output.Slice(offsets[i], length));
        }

        _chains.Return();
        ArrayPool<double>.Shared.Return(_prices);
    }

    private void Fill(in IndicatorSeries series, int start, int rows)
    {
        int missing = Math.Max(0, Before - start);
        int from = start - Before + missing, count = Before + rows - missing;
        series.Open.Slice(from, count).CopyTo(_prices.AsSpan(missing));
        series.High.Slice(from, count).CopyTo(_prices.AsSpan(Stride + missing));
        series.Low.Slice(from, count).CopyTo(_prices.AsSpan((2 * Stride) + missing));
        series.Close.Slice(from, count).CopyTo(_prices.AsSpan((3 * Stride) + missing));
    }

    private void See(CandleShape shape, int[] places, int start, Span<double> signs)
    {
        CandlePattern pattern = shape.Pattern;
        int first = Math.Clamp(shape.Lookback - start, 0, signs.Length);
        signs[..first].Fill(double.NaN);
        int row = first;
        for (; row <= signs.Length - Vector<double>.Count; row += Vector<double>.Count)
        {
            pattern(View(shape, places, row)).Values.CopyTo(signs[row..]);
        }

        if (row < signs.Length)
        {
            Vector<double> rest = pattern(View(shape, places, row)).Values;
            for (int lane = 0; row + lane < signs.Length; lane++)
            {
                signs[row + lane] = rest[lane];
            }
        }
    }

    private CandleView View(CandleShape shape, int[] places, int row) =>
        new(in _prices[Before + row], Stride, in _chains.Averages[Before + row], in places[0], shape.Penetration);
}
