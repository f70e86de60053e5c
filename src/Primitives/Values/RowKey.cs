namespace CryptoScalp.Rules.Primitives;

/// <summary>A row, or some columns of one, as a dictionary key. Keeps the array that it is given, which must not change any more.</summary>
public readonly struct RowKey(Value[] values) : IEquatable<RowKey>
{
    private readonly int _hash = RowHash.Of(values);

    /// <summary>The values, in the order of their columns.</summary>
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

    /// <summary>True when both hold equal values in the same order.</summary>
    public bool Equals(RowKey other) => _hash == other._hash && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc cref="Equals(RowKey)"/>
    public static bool operator ==(RowKey left, RowKey right) => left.Equals(right);

    /// <summary>The opposite of <see cref="Equals(RowKey)"/>.</summary>
    public static bool operator !=(RowKey left, RowKey right) => !left.Equals(right);
}
