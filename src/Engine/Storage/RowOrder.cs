using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Rows by their values, from the first column on.</summary>
internal sealed class RowOrder : IComparer<Value[]>
{
    public static RowOrder Instance { get; } = new();

    public int Compare(Value[]? x, Value[]? y) => Compare(x.AsSpan(), y.AsSpan());

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
