namespace CryptoScalp.Rules.Features;

/// <summary>The last values of a series; as many as its length.</summary>
internal sealed class Ring(int length)
{
    private readonly double[] _values = new double[length];
    private int _next;
    private int _count;

    public bool IsFull => _count == _values.Length;

    public int Length => _values.Length;

    /// <summary>The values in no particular order; only those written.</summary>
    public ReadOnlySpan<double> Unordered => _values.AsSpan(0, _count);

    /// <summary>The value that many pushes ago: 0 is the newest. Must be below the number pushed.</summary>
    public double Ago(int pushes)
    {
        int index = _next - 1 - pushes;
        return _values[index < 0 ? index + _values.Length : index];
    }

    /// <summary>Adds a value and gives the one it replaced, 0 while there is none.</summary>
    public double Push(double value)
    {
        double replaced = _values[_next];
        _values[_next] = value;
        _next = _next + 1 == _values.Length ? 0 : _next + 1;
        if (_count < _values.Length)
        {
            _count++;
        }

        return replaced;
    }
}
