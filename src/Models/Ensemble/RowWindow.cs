namespace CryptoScalp.Rules.Models;

/// <summary>The last rows of one symbol, as a model reads them. Live scores and evaluations fill their windows with this. Single-threaded; pushing allocates nothing.</summary>
/// <param name="rows">Rows in a window.</param>
/// <param name="features">Values in a row.</param>
public sealed class RowWindow(int rows, int features)
{
    private readonly float[] _ring = new float[rows * features];
    private int _next;
    private int _known;

    /// <summary>As many consecutive rows as a window holds were all known.</summary>
    public bool IsFull => _known == rows;

    /// <summary>Takes a row in. One with a value that is not finite, here or as a float, begins the window anew: no score rests on a row that nobody knows.</summary>
    public void Push(ReadOnlySpan<double> row)
    {
        Span<float> slot = _ring.AsSpan(_next * features, features);
        bool isKnown = true;
        for (int i = 0; i < features; i++)
        {
            slot[i] = (float)row[i];
            isKnown &= float.IsFinite(slot[i]);
        }

        _next = (_next + 1) % rows;
        _known = isKnown ? Math.Min(rows, _known + 1) : 0;
    }

    /// <summary>The newest row.</summary>
    public ReadOnlySpan<float> Newest => _ring.AsSpan((_next + rows - 1) % rows * features, features);

    /// <summary>Oldest row first.</summary>
    public void CopyTo(Span<float> window)
    {
        _ring.AsSpan(_next * features).CopyTo(window);
        _ring.AsSpan(0, _next * features).CopyTo(window[((rows - _next) * features)..]);
    }

    /// <summary>Forgets all rows.</summary>
    public void Reset() => _known = 0;
}
