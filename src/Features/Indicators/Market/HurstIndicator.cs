namespace CryptoScalp.Rules.Features;

/// <summary>HURST: how the spread of price changes grows with their span; 0.5 for a random walk, above in trends, below where prices revert.</summary>
/// <remarks>
/// The slope of the log of the standard deviation of log price changes over 1, 2, 4, … bars against the log of the span, spans up to an eighth of the
/// window: the structure function of order 2 (Mandelbrot and Van Ness 1968; Di Matteo 2007). Each span keeps its own running variance. About -0.2 to 1.2.
/// </remarks>
internal sealed class HurstIndicator : Indicator
{
    private readonly int[] _spans;
    private readonly Moments[] _changes;
    private readonly Ring _logs;
    private double _first = double.NaN;
    private int _seen;

    public HurstIndicator(int period)
    {
        _spans = [.. Enumerable.Range(0, 16).Select(static i => 1 << i).Where(span => span * 8 <= period)];
        _changes = Array.ConvertAll(_spans, span => new Moments(period - span));
        _logs = new Ring(_spans[^1] + 1);
    }

    private protected override void Next(in IndicatorBar bar)
    {
        if (!(bar.Close > 0))
        {
            return;
        }

        _first = double.IsNaN(_first) ? bar.Close : _first;
        _logs.Push(PortableLog.OfRatio(bar.Close, _first));
        _seen = Math.Min(_seen + 1, _logs.Length);
        for (int i = 0; i < _spans.Length; i++)
        {
            if (_seen > _spans[i])
            {
                _changes[i].Push(_logs.Ago(0) - _logs.Ago(_spans[i]));
            }
        }

        if (_changes[^1].IsFull && _changes[0].IsFull)
        {
            Emit(Slope());
        }
    }

    /// <summary>Of the least-squares line; NaN when the price stood still.</summary>
    private double Slope()
    {
        (double x, double y, double xx, double xy) = (0, 0, 0, 0);
        for (int i = 0; i < _spans.Length; i++)
        {
            double spread = Math.Log(_changes[i].Variance) / 2;
            (x, y, xx, xy) = (x + i, y + spread, xx + (i * i), xy + (i * spread));
        }

        int n = _spans.Length;
        return ((n * xy) - (x * y)) / ((n * xx) - (x * x)) / Math.Log(2);
    }
}
