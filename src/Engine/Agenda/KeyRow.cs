using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The values of a decision's key as one value: equal by content, ordered column by column.</summary>
internal readonly struct KeyRow(ImmutableArray<Value> values) : IEquatable<KeyRow>, IComparable<KeyRow>
{
    public ImmutableArray<Value> Values { get; } = values;

    /// <summary>The first <paramref name="columns"/> arguments of a constraint's row.</summary>
    public static KeyRow Leading(Fact row, int columns) => new([.. row.Arguments.AsSpan(0, columns)]);

    public bool Equals(KeyRow other) => Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override bool Equals(object? obj) => obj is KeyRow other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (Value value in Values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public int CompareTo(KeyRow other)
    {
        for (int i = 0; i < Values.Length; i++)
        {
            int order = Values[i].CompareTo(other.Values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
