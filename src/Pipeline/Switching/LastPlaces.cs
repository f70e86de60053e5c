namespace CryptoScalp.Rules.Pipeline;

/// <summary>Where on the tape each row was changed last, of a stretch that is read at once. Single-threaded; as long as the highest number of a row.</summary>
internal sealed class LastPlaces
{
    private readonly List<int> _numbers = [];
    private (TapeCursor Place, bool IsNoted)[] _byNumber = new (TapeCursor, bool)[64];

    /// <summary>One a row, in the order in which the rows were first noted.</summary>
    public IEnumerable<TapeCursor> Places => _numbers.Select(number => _byNumber[number].Place);

    /// <param name="row">With a key: others share their number.</param>
    /// <param name="place">Of the change.</param>
    public void Note(SuppliedRow row, TapeCursor place)
    {
        if (row.Number >= _byNumber.Length)
        {
            Array.Resize(ref _byNumber, Math.Max(row.Number + 1, _byNumber.Length * 2));
        }

        ref (TapeCursor Place, bool IsNoted) last = ref _byNumber[row.Number];
        if (!last.IsNoted)
        {
            _numbers.Add(row.Number);
        }

        last = (place, true);
    }

    /// <summary>Lets go of all, and of the tape that they stood on.</summary>
    public void Clear()
    {
        foreach (int number in _numbers)
        {
            _byNumber[number] = default;
        }

        _numbers.Clear();
    }
}
