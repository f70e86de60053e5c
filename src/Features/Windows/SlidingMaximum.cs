namespace CryptoScalp.Rules.Features;

/// <summary>The highest value a step function of event time took during [now - horizon, now]: a monotonic deque, O(1) amortised.</summary>
/// <remarks>
/// Holds values that could still become the maximum: strictly falling from front to back, each until the time it was replaced.
/// At most one entry ends in each millisecond of the horizon, and one is in effect, so the ring cannot overflow.
/// </remarks>
internal sealed class SlidingMaximum(long horizonMs)
{
    private const long InEffect = long.MaxValue;

    private readonly Step[] _ring = new Step[horizonMs + 1];
    private int _first;
    private int _count;

    /// <summary>The maximum; only when at least one value was appended.</summary>
    public double Value => _ring[_first].Value;

    /// <summary>Drops values that were replaced at or before now - horizon.</summary>
    public void Advance(long nowMs)
    {
        while (_count > 0 && _ring[_first].UntilMs <= nowMs - horizonMs)
        {
            _first = Index(1);
            _count--;
        }
    }

    /// <summary>The value from <paramref name="nowMs"/> on; call <see cref="Advance"/> with the same time first.</summary>
    public void Append(long nowMs, double value)
    {
        EndCurrent(nowMs);
        while (_count > 0 && Back.Value <= value)
        {
            _count--;
        }

        _count++;
        Back = new Step(InEffect, value);
    }

    public void Clear() => _ring[_first = _count = 0] = default; // what Value reads before the first value comes

    private ref Step Back => ref _ring[Index(_count - 1)];

    /// <summary>
    /// The value so far ends now. One that ended in the same millisecond as a higher one can never matter again; dropping it
    /// is what bounds the ring.
    /// </summary>
    private void EndCurrent(long nowMs)
    {
        if (_count == 0)
        {
            return;
        }

        Back.UntilMs = nowMs;
        if (_count > 1 && _ring[Index(_count - 2)].UntilMs == nowMs)
        {
            _count--;
        }
    }

    private int Index(int offset) => (_first + offset) % _ring.Length;

    private record struct Step(long UntilMs, double Value);
}
