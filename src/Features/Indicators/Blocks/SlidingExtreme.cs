namespace CryptoScalp.Rules.Features;

/// <summary>The highest (or lowest) of the last values and when it was, the newest of equals: a monotonic deque, O(1) amortised.</summary>
internal sealed class SlidingExtreme(int period, bool highest)
{
    private readonly double _sign = highest ? 1 : -1;
    private readonly double[] _values = new double[period];
    private readonly long[] _indexes = new long[period];
    private int _first;
    private int _count;
    private long _pushed;

    public bool IsFull => _pushed >= period;

    public double Value => _sign * _values[_first];

    /// <summary>How many pushes ago the extreme was; 0 is the newest.</summary>
    public int Ago => (int)(_pushed - 1 - _indexes[_first]);

    public void Push(double value)
    {
        DropExpired();
        double signed = _sign * value;
        while (_count > 0 && _values[At(_count - 1)] <= signed)
        {
            _count--;
        }

        int slot = At(_count++);
        _values[slot] = signed;
        _indexes[slot] = _pushed++;
    }

    private void DropExpired()
    {
        if (_count > 0 && _indexes[_first] <= _pushed - period)
        {
            _first = At(1);
            _count--;
        }
    }

    private int At(int offset)
    {
        int index = _first + offset;
        return index >= period ? index - period : index;
    }
}
