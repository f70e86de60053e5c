using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows that a transaction touched, each with what it was. What a row without a past was is not stored: millions come from nothing at a start.</summary>
/// <remarks>A mutable part of its table, not an object beside it: whether a table was touched is asked many times a transaction. Never copied.</remarks>
internal struct TouchLog
{
    private int[] _rows = [];
    private int[] _pasts = [];
    private Past[] _stored = [];
    private int _storedCount;

    public TouchLog()
    {
    }

    public int Count { get; private set; }

    public readonly int Row(int number) => _rows[number];

    public readonly int SupportBefore(int number) => Find(number) is >= 0 and int place ? _stored[place].Support : 0;

    public readonly bool WasGiven(int number) => Find(number) is >= 0 and int place && _stored[place].IsGiven;

    public readonly long TimeBefore(int number) => Find(number) is >= 0 and int place ? _stored[place].Time : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row, int support, bool isGiven, long time)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max(16, Count * 2));
        }

        _rows[Count++] = row;
        if (support != 0 || isGiven || time != 0)
        {
            Store(Count - 1, new Past(support, isGiven, time));
        }
    }

    public void Clear() => (Count, _storedCount) = (0, 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Store(int number, Past past)
    {
        if (_storedCount == _stored.Length)
        {
            int size = Math.Max(16, _storedCount * 2);
            Array.Resize(ref _stored, size);
            Array.Resize(ref _pasts, size);
        }

        _pasts[_storedCount] = number;
        _stored[_storedCount++] = past;
    }

    /// <summary>Where the past of a touched row is stored, or negative: stored ones rise with their numbers.</summary>
    private readonly int Find(int number) => Array.BinarySearch(_pasts, 0, _storedCount, number);

    private readonly record struct Past(int Support, bool IsGiven, long Time);
}
