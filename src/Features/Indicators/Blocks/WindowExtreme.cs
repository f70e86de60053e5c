namespace CryptoScalp.Rules.Features;

/// <summary>The highest (or lowest) of each window of a column, the newest of equals: <see cref="SlidingExtreme"/> where the whole column is at hand.</summary>
/// <remarks>Looks through a window only when its extreme has left it, which random walks do seldom.</remarks>
internal ref struct WindowExtreme(ReadOnlySpan<double> values, int period, bool highest)
{
    private readonly ReadOnlySpan<double> _values = values;
    private int _index = -1;

    public double Value { get; private set; }

    /// <summary>How long ago the extreme was, in rows.</summary>
    public readonly int Ago(int row) => row - _index;

    /// <summary>The window that ends with this row, which is not before <c>period - 1</c>; rows come one after the other.</summary>
    public void MoveTo(int row)
    {
        if (_index <= row - period)
        {
            Search(row);
        }
        else
        {
            Take(row);
        }
    }

    private void Search(int row)
    {
        (_index, Value) = (row - period + 1, _values[row - period + 1]);
        for (int i = _index + 1; i <= row; i++)
        {
            Take(i);
        }
    }

    private void Take(int row)
    {
        double value = _values[row];
        if (highest ? value >= Value : value <= Value)
        {
            (_index, Value) = (row, value);
        }
    }
}
