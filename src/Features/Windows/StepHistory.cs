namespace CryptoScalp.Rules.Features;

/// <summary>A step function of event time over the last horizon: which value was in effect at now - horizon?</summary>
/// <remarks>
/// Values of one millisecond share an entry (the last wins), so the ring needs one entry per millisecond of the horizon and
/// one more for the value in effect at its start; it cannot overflow.
/// </remarks>
internal sealed class StepHistory(long horizonMs)
{
    private readonly (long FromMs, double Value)[] _ring = new (long, double)[horizonMs + 1];
    private int _first;
    private int _count;
    private long _nowMs;

    /// <summary>Drops what was replaced at or before now - horizon.</summary>
    public void Advance(long nowMs)
    {
        _nowMs = nowMs;
        while (_count > 1 && _ring[Index(1)].FromMs <= nowMs - horizonMs)
        {
            _first = Index(1);
            _count--;
        }
    }

    /// <summary>The value from <paramref name="nowMs"/> on; call <see cref="Advance"/> with the same time first.</summary>
    public void Append(long nowMs, double value)
    {
        if (_count == 0 || _ring[Index(_count - 1)].FromMs != nowMs)
        {
            _count++;
        }

        _ring[Index(_count - 1)] = (nowMs, value);
    }

    /// <summary>The value in effect at now - horizon; false when the first came later.</summary>
    public bool TryOldest(out double value)
    {
        value = _ring[_first].Value;
        return _count > 0 && _ring[_first].FromMs <= _nowMs - horizonMs;
    }

    public void Clear()
    {
        (_first, _count, _nowMs) = (0, 0, 0);
        _ring[0] = default;
    }

    private int Index(int offset) => (_first + offset) % _ring.Length;
}
