namespace CryptoScalp.Rules.Features;

/// <summary>The index of the highest (or lowest) of the last values, with TA-Lib's choice among equals.</summary>
/// <remarks>
/// TA-Lib lets a new equal win over an old one, but when the extreme leaves the window it scans and takes the oldest of equals.
/// The scan costs O(period) on those bars; only MAXINDEX, MININDEX and MINMAXINDEX need it.
/// </remarks>
internal sealed class ScannedExtreme(int period, bool highest)
{
    private readonly double _sign = highest ? 1 : -1;
    private readonly Ring _ring = new(period);
    private double _extreme;
    private long _pushed;

    public bool IsFull => _ring.IsFull;

    /// <summary>Counted from the first value, which is 0; -1 before the window is full.</summary>
    public long Index { get; private set; } = -1;

    public void Push(double value)
    {
        double signed = _sign * value;
        _ring.Push(signed);
        long today = _pushed++;
        if (!_ring.IsFull)
        {
            return;
        }

        if (Index < today - period + 1)
        {
            Scan(today);
        }
        else if (signed >= _extreme)
        {
            (Index, _extreme) = (today, signed);
        }
    }

    /// <summary>The indices over a whole column; NaN before a window is full.</summary>
    public static void Run(ReadOnlySpan<double> values, int period, bool highest, Span<double> indices)
    {
        double sign = highest ? 1 : -1;
        int index = -1;
        double extreme = 0;
        indices[..Math.Min(period - 1, indices.Length)].Fill(double.NaN);
        for (int row = period - 1; row < values.Length; row++)
        {
            if (index <= row - period)
            {
                index = Oldest(values.Slice(row - period + 1, period), sign) + row - period + 1;
                extreme = sign * values[index];
            }
            else if (sign * values[row] >= extreme)
            {
                (index, extreme) = (row, sign * values[row]);
            }

            indices[row] = index;
        }
    }

    private static int Oldest(ReadOnlySpan<double> window, double sign)
    {
        int best = 0;
        for (int i = 1; i < window.Length; i++)
        {
            best = sign * window[i] > sign * window[best] ? i : best;
        }

        return best;
    }

    private void Scan(long today)
    {
        (Index, _extreme) = (today - period + 1, _ring.Ago(period - 1));
        for (int ago = period - 2; ago >= 0; ago--)
        {
            double value = _ring.Ago(ago);
            if (value > _extreme)
            {
                (Index, _extreme) = (today - ago, value);
            }
        }
    }
}
