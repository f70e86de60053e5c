namespace CryptoScalp.Rules.Features;

/// <summary>Two sums over the last horizon of event time: what came at t counts while now - horizon &lt; t &lt;= now.</summary>
/// <remarks>
/// What comes in one millisecond shares an entry, so the ring cannot overflow. The sums carry twice the digits of a double and are added up afresh when
/// little is left of them, so nothing drifts.
/// </remarks>
internal sealed class TimedSums(long horizonMs)
{
    private readonly Entry[] _ring = new Entry[horizonMs];
    private int _first;
    private int _count;
    private DoubleDouble _sumA;
    private DoubleDouble _sumB;

    public double A => _count == 0 ? 0 : _sumA.Value;

    public double B => _count == 0 ? 0 : _sumB.Value;

    public void Advance(long nowMs)
    {
        while (_count > 0 && _ring[_first].AtMs <= nowMs - horizonMs)
        {
            Entry gone = _ring[_first];
            _sumA -= gone.A;
            _sumB -= gone.B;
            _first = Index(1);
            _count--;
            if (_sumA.IsResidueOf(gone.A) || _sumB.IsResidueOf(gone.B))
            {
                AddUp();
            }
        }
    }

    /// <summary>Call <see cref="Advance"/> with the same time first.</summary>
    public void Add(long nowMs, double a, double b)
    {
        if (_count == 0 || _ring[Index(_count - 1)].AtMs != nowMs)
        {
            _ring[Index(_count++)] = new Entry { AtMs = nowMs };
        }

        ref Entry entry = ref _ring[Index(_count - 1)];
        entry.A += a;
        entry.B += b;
        _sumA += a;
        _sumB += b;
    }

    public void Clear()
    {
        (_first, _count) = (0, 0);
        (_sumA, _sumB) = (0, 0);
    }

    private void AddUp()
    {
        (_sumA, _sumB) = (0, 0);
        for (int i = 0; i < _count; i++)
        {
            _sumA += _ring[Index(i)].A;
            _sumB += _ring[Index(i)].B;
        }
    }

    private int Index(int offset)
    {
        int index = _first + offset;
        return index >= _ring.Length ? index - _ring.Length : index;
    }

    private struct Entry
    {
        public long AtMs;
        public double A;
        public double B;
    }
}
