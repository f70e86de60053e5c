using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>A ground fact: a predicate's qualified name and its arguments. Immutable; equal by content.</summary>
public sealed class Fact : IEquatable<Fact>, IComparable<Fact>
{
    private readonly int _hash;

    /// <summary>Takes ownership of <paramref name="arguments"/>: the caller does not change the array afterwards.</summary>
    public Fact(string predicate, params Value[] arguments)
    {
        Predicate = predicate;
        Arguments = arguments;
        _hash = RowHash(arguments) ^ string.GetHashCode(predicate, StringComparison.Ordinal);
    }

    public string Predicate { get; }

    public Value[] Arguments { get; }

    public bool Equals(Fact? other) =>
        other is not null && _hash == other._hash && string.Equals(Predicate, other.Predicate, StringComparison.Ordinal)
        && Arguments.AsSpan().SequenceEqual(other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as Fact);

    public override int GetHashCode() => _hash;

    /// <summary>By predicate name, then by arguments in the order of values.</summary>
    public int CompareTo(Fact? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = ValueOrder.CodePoints(Predicate, other.Predicate);
        for (int i = 0; order == 0 && i < Math.Min(Arguments.Length, other.Arguments.Length); i++)
        {
            order = Arguments[i].CompareTo(other.Arguments[i]);
        }

        return order != 0 ? order : Arguments.Length.CompareTo(other.Arguments.Length);
    }

    /// <summary><c>path(/a, 3, 1.5)</c>, without the closing full stop.</summary>
    public override string ToString()
    {
        StringBuilder builder = ScratchText.Take().Append(Predicate).Append('(');
        for (int i = 0; i < Arguments.Length; i++)
        {
            builder.Append(i == 0 ? "" : ", ");
            ValueText.Append(builder, Arguments[i]);
        }

        return ScratchText.Finish(builder.Append(')'));
    }

    internal static int RowHash(ReadOnlySpan<Value> row)
    {
        ulong hash = (ulong)row.Length;
        foreach (Value value in row)
        {
            hash = ValueHash.Mix(hash + (uint)value.GetHashCode());
        }

        return (int)hash;
    }
}
