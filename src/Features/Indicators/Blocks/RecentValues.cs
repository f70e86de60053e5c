namespace CryptoScalp.Rules.Features;

/// <summary>The last values of a series side by side, the newest first, so that sums over them run straight through memory.</summary>
/// <remarks>Each value is kept twice, a length apart; whatever the position, one of the copies has all the others after it.</remarks>
internal sealed class RecentValues(int length)
{
    private readonly int _length = length;
    private readonly double[] _values = new double[2 * length];
    private int _newest;

    public void Push(double value)
    {
        _newest = (_newest == 0 ? _length : _newest) - 1;
        _values[_newest] = value;
        _values[_newest + _length] = value;
    }

    /// <summary>The newest first; 0 where nothing was pushed yet.</summary>
    /// <param name="count">At most the length.</param>
    public ReadOnlySpan<double> Newest(int count) => _values.AsSpan(_newest, count);
}
