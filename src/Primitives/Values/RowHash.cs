namespace CryptoScalp.Rules.Primitives;

/// <summary>In-process hashes of rows and of parts of rows; never persisted, never an order.</summary>
public static class RowHash
{
    /// <summary>Of all values, in order.</summary>
    public static int Of(ReadOnlySpan<Value> values)
    {
        uint hash = 0x9747B28C;
        foreach (ref readonly Value value in values)
        {
            hash = Add(hash, value);
        }

        return Finish(hash);
    }

    /// <summary>Equal to <see cref="Of(ReadOnlySpan{Value})"/> of the values at <paramref name="columns"/>.</summary>
    public static int Of(Value[] row, int[] columns)
    {
        uint hash = 0x9747B28C;
        foreach (int column in columns)
        {
            hash = Add(hash, row[column]);
        }

        return Finish(hash);
    }

    private static uint Add(uint hash, in Value value) => (hash ^ (uint)value.GetHashCode()) * 0x85EBCA6B + 0x165667B1;

    private static int Finish(uint hash) => (int)(hash ^ (hash >> 15));
}
