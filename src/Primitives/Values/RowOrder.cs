namespace CryptoScalp.Rules.Primitives;

/// <summary>Rows by their values (<see cref="Value.CompareTo"/>), from the first column on; of rows of which one begins the other, the shorter first.</summary>
public sealed class RowOrder : IComparer<Value[]>
{
    /// <summary>The order; it has no state.</summary>
    public static RowOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Value[]? x, Value[]? y) => Compare(x.AsSpan(), y.AsSpan());

    /// <summary>Below zero when the first row comes first, above when the second does, zero for equal rows.</summary>
    public static int Compare(ReadOnlySpan<Value> x, ReadOnlySpan<Value> y)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            int order = x[i].CompareTo(y[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Length.CompareTo(y.Length);
    }
}
