using System.Collections.Immutable;

namespace CryptoScalp.Rules.Primitives;

/// <summary>One value of the rule language: immutable, structurally equal, totally ordered.</summary>
/// <remarks>
/// Two values are equal only when their kinds are: <c>1</c>, <c>1.0</c> (float64) and <c>1.0</c> (dec8) are three values.
/// The order (see <see cref="CompareTo"/>) is the one of the language: numbers by size, strings by code point, names by text,
/// structures by field name and value.
/// </remarks>
public readonly struct Value : IEquatable<Value>, IComparable<Value>
{
    private readonly long _bits;
    private readonly object? _payload;

    private Value(ValueKind kind, long bits, object? payload)
    {
        Kind = kind;
        _bits = bits;
        _payload = payload;
    }

    public ValueKind Kind { get; }

    public static Value True { get; } = Name("/true");

    public static Value False { get; } = Name("/false");

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    public static Value Number(long value) => new(ValueKind.Number, value, null);

    /// <summary>A float64. Throws <see cref="ArgumentException"/> for NaN and infinities: use <see cref="TryFloat64"/> where they can occur.</summary>
    public static Value Float64(double value) =>
        TryFloat64(value, out Value result) ? result : throw new ArgumentException("NaN and infinities never become values", nameof(value));

    /// <summary>A float64, or false for NaN and infinities. Negative zero becomes zero, so that equal numbers are equal values.</summary>
    public static bool TryFloat64(double value, out Value result)
    {
        bool finite = double.IsFinite(value);
        result = finite ? new Value(ValueKind.Float64, BitConverter.DoubleToInt64Bits(value == 0 ? 0.0 : value), null) : default;
        return finite;
    }

    public static Value Decimal(Dec8 value) => new(ValueKind.Dec8, value.Raw, null);

    /// <summary>A name; <paramref name="text"/> begins with a slash.</summary>
    public static Value Name(string text) => new(ValueKind.Name, 0, text);

    public static Value String(string text) => new(ValueKind.String, 0, text);

    public static Value Bytes(ImmutableArray<byte> bytes) => new(ValueKind.Bytes, 0, bytes.ToArray());

    public static Value Time(long nanoseconds) => new(ValueKind.Time, nanoseconds, null);

    public static Value Duration(long nanoseconds) => new(ValueKind.Duration, nanoseconds, null);

    public static Value Bool(bool value) => value ? True : False;

    public static Value List(params ReadOnlySpan<Value> items) => new(ValueKind.List, 0, items.ToArray());

    public static Value Pair(Value first, Value second) => new(ValueKind.Pair, 0, new[] { first, second });

    /// <summary>A map from keys to values; of several entries with one key the last wins.</summary>
    public static Value Map(IEnumerable<KeyValuePair<Value, Value>> entries) => new(ValueKind.Map, 0, SortedEntries.Of(entries));

    /// <inheritdoc cref="Map(IEnumerable{KeyValuePair{Value, Value}})"/>
    /// <param name="inTurns">A key, its value, the next key, …; an even number.</param>
    public static Value MapOf(ReadOnlySpan<Value> inTurns) => new(ValueKind.Map, 0, SortedEntries.Of(inTurns));

    /// <summary>A structure; field names are name values. Of several fields with one name the last wins.</summary>
    public static Value Struct(IEnumerable<KeyValuePair<Value, Value>> fields) => new(ValueKind.Struct, 0, SortedEntries.Of(fields));

    /// <inheritdoc cref="Struct(IEnumerable{KeyValuePair{Value, Value}})"/>
    /// <param name="inTurns">A field's name, its value, the next name, …; an even number.</param>
    public static Value StructOf(ReadOnlySpan<Value> inTurns) => new(ValueKind.Struct, 0, SortedEntries.Of(inTurns));

    public bool IsNumeric => Kind <= ValueKind.Dec8;

    /// <summary>What fits a word: of an integer, decimal, time or duration what <see cref="AsInt64"/> gives, of a float64 its bits, 0 for any other kind.</summary>
    public long Bits => _bits;

    /// <summary>The integer of a number, the raw units of a dec8, the nanoseconds of a time or duration.</summary>
    public long AsInt64 => Kind is ValueKind.Number or ValueKind.Dec8 or ValueKind.Time or ValueKind.Duration ? _bits : throw Wrong("an integer");

    public double AsFloat64 => Kind == ValueKind.Float64 ? BitConverter.Int64BitsToDouble(_bits) : throw Wrong("a float64");

    public Dec8 AsDec8 => Kind == ValueKind.Dec8 ? new Dec8(_bits) : throw Wrong("a dec8");

    /// <summary>The text of a string or a name.</summary>
    public string AsText => Kind is ValueKind.String or ValueKind.Name ? (string)_payload! : throw Wrong("text");

    public ReadOnlySpan<byte> AsBytes => Kind == ValueKind.Bytes ? (byte[])_payload! : throw Wrong("bytes");

    /// <summary>The items of a list or the two of a pair.</summary>
    public ReadOnlySpan<Value> AsItems => Kind is ValueKind.List or ValueKind.Pair ? (Value[])_payload! : throw Wrong("a list");

    /// <summary>The entries of a map or the fields of a structure, sorted by key.</summary>
    public ReadOnlySpan<KeyValuePair<Value, Value>> AsEntries =>
        Kind is ValueKind.Map or ValueKind.Struct ? (KeyValuePair<Value, Value>[])_payload! : throw Wrong("entries");

    /// <summary>Any number as a double (inexact for large integers).</summary>
    public double ToDouble() => Kind switch
    {
        ValueKind.Number => _bits,
        ValueKind.Float64 => AsFloat64,
        ValueKind.Dec8 => AsDec8.ToDouble(),
        _ => throw Wrong("a number"),
    };

    /// <summary>Finds the value of a key in a map or of a field in a structure.</summary>
    public bool TryGetEntry(Value key, out Value found)
    {
        foreach (KeyValuePair<Value, Value> entry in AsEntries)
        {
            if (entry.Key == key)
            {
                found = entry.Value;
                return true;
            }
        }

        found = default;
        return false;
    }

    public bool Equals(Value other)
    {
        if (Kind != other.Kind || _bits != other._bits)
        {
            return false;
        }

        return ReferenceEquals(_payload, other._payload) || _payload switch
        {
            null => other._payload is null,
            string text => string.Equals(text, other._payload as string, StringComparison.Ordinal),
            _ => ValueOrder.Compare(this, other) == 0,
        };
    }

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => ValueHash.Of(this);

    /// <summary>The hash code of the list (<see cref="ValueKind.List"/>) or pair of these items, without making it.</summary>
    public static int HashCodeOf(ValueKind kind, ReadOnlySpan<Value> items) => ValueHash.Of(kind, items);

    /// <summary>The language's total order. Numbers of different kinds compare by exact size, then by kind.</summary>
    public int CompareTo(Value other) => ValueOrder.Compare(this, other);

    /// <summary>Source text that reads back as this value.</summary>
    public override string ToString() => ValueText.Format(this);

    internal object? Payload => _payload;

    private InvalidOperationException Wrong(string wanted) => new($"a {Kind} value is not {wanted}");
}
