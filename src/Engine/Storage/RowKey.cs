using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>A few values as a dictionary key.</summary>
internal readonly struct RowKey(Value[] values) : IEquatable<RowKey>
{
    private readonly int _hash = RowHash.Of(values);

    public Value[] Values { get; } = values;

    /// <summary>The values of <paramref name="row"/> at <paramref name="columns"/>.</summary>
    public static RowKey Of(Value[] row, ReadOnlySpan<int> columns)
    {
        Value[] key = new Value[columns.Length];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = row[columns[i]];
        }

        return new RowKey(key);
    }

    public bool Equals(RowKey other) => _hash == other._hash && Values.AsSpan().SequenceEqual(other.Values);

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
