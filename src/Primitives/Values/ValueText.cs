using System.Buffers;
using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Canonical source text of values: what output, hashes and journals print, and what the parser reads back.</summary>
public static class ValueText
{
    /// <summary>What does not stand for itself in a quoted text.</summary>
    private static readonly SearchValues<char> _escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static c => (char)c), '"', '\\', '\u007f']);

    public static string Format(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Name: return value.AsText;
            case ValueKind.Number: return value.AsInt64.ToString(CultureInfo.InvariantCulture);
            case ValueKind.Dec8: return value.AsDec8.ToString();
            default:
                StringBuilder builder = ScratchText.Take();
                Append(builder, value);
                return ScratchText.Finish(builder);
        }
    }

    public static void Append(StringBuilder builder, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Number: builder.Append(CultureInfo.InvariantCulture, $"{value.AsInt64}"); break;
            case ValueKind.Float64: builder.Append(Float(value.AsFloat64)); break;
            case ValueKind.Dec8: value.AsDec8.AppendTo(builder); break;
            case ValueKind.Name: builder.Append(value.AsText); break;
            case ValueKind.String: AppendQuoted(builder, value.AsText); break;
            case ValueKind.Bytes: AppendBytes(builder, value.AsBytes); break;
            case ValueKind.Time: builder.Append(CultureInfo.InvariantCulture, $"fn:time:from_unix_nanos({value.AsInt64})"); break;
            case ValueKind.Duration: builder.Append(Duration(value.AsInt64)); break;
            case ValueKind.List: AppendItems(builder, '[', value.AsItems, ']'); break;
            case ValueKind.Pair: builder.Append("fn:pair"); AppendItems(builder, '(', value.AsItems, ')'); break;
            case ValueKind.Map when value.AsEntries.IsEmpty: builder.Append("fn:map()"); break;
            case ValueKind.Map: AppendEntries(builder, '[', value.AsEntries, ']'); break;
            case ValueKind.Struct: AppendEntries(builder, '{', value.AsEntries, '}'); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Shortest digits that read back as the same double; always with a point (<c>1.0</c>, <c>2.5e-9</c>).</summary>
    public static string Float(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
        {
            return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
        }

        string mantissa = text[..exponent];
        int power = int.Parse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(mantissa.Contains('.', StringComparison.Ordinal) ? mantissa : mantissa + ".0")}e{power}");
    }

    /// <summary>The largest unit that gives a whole count: <c>30s</c>, <c>250ms</c>, <c>17ns</c>.</summary>
    public static string Duration(long nanoseconds)
    {
        ReadOnlySpan<(long Size, string Unit)> units =
            [(86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "m"), (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us"), (1, "ns")];
        foreach ((long size, string unit) in units)
        {
            if (nanoseconds != 0 && nanoseconds % size == 0)
            {
                return (nanoseconds / size).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return "0s";
    }

    public static void AppendQuoted(StringBuilder builder, string text)
    {
        builder.Append('"');
        ReadOnlySpan<char> left = text;
        for (int plain; (plain = left.IndexOfAny(_escaped)) >= 0; left = left[(plain + 1)..])
        {
            AppendEscaped(builder.Append(left[..plain]), left[plain]);
        }

        builder.Append(left).Append('"');
    }

    private static void AppendEscaped(StringBuilder builder, char c)
    {
        switch (c)
        {
            case '"': builder.Append("\\\""); break;
            case '\\': builder.Append("\\\\"); break;
            case '\n': builder.Append("\\n"); break;
            case '\t': builder.Append("\\t"); break;
            default: builder.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"); break;
        }
    }

    private static void AppendBytes(StringBuilder builder, ReadOnlySpan<byte> bytes)
    {
        builder.Append("b\"");
        foreach (byte b in bytes)
        {
            if (b is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\')
            {
                builder.Append((char)b);
            }
            else
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
            }
        }

        builder.Append('"');
    }

    private static void AppendItems(StringBuilder builder, char open, ReadOnlySpan<Value> items, char close)
    {
        builder.Append(open);
        for (int i = 0; i < items.Length; i++)
        {
            builder.Append(i == 0 ? "" : ", ");
            Append(builder, items[i]);
        }

        builder.Append(close);
    }

    private static void AppendEntries(StringBuilder builder, char open, ReadOnlySpan<KeyValuePair<Value, Value>> entries, char close)
    {
        builder.Append(open);
        for (int i = 0; i < entries.Length; i++)
        {
            builder.Append(i == 0 ? "" : ", ");
            Append(builder, entries[i].Key);
            builder.Append(": ");
            Append(builder, entries[i].Value);
        }

        builder.Append(close);
    }
}
