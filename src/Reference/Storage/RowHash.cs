using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>In-process hashes of rows and of parts of rows.</summary>
internal static class RowHash
{
    public static int Of(ReadOnlySpan<Value> values)
    {
        uint hash = 17;
        foreach (Value value in values)
        {
            hash = Combine(hash, value);
        }

        return Finish(hash);
    }

    /// <summary>Equal to <see cref="Of(ReadOnlySpan{Value})"/> of the values at <paramref name="columns"/>.</summary>
    public static int Of(Value[] row, int[] columns)
    {
        uint hash = 17;
        foreach (int column in columns)
        {
            hash = Combine(hash, row[column]);
        }

        return Finish(hash);
    }

    private static uint Combine(uint hash, Value value) => (hash * 0x9E3779B1u) + (uint)value.GetHashCode();

    private static int Finish(uint hash) => (int)(hash ^ (hash >> 15));
}
