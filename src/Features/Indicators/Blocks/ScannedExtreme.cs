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
