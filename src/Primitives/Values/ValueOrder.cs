namespace CryptoScalp.Rules.Primitives;

/// <summary>The total order of values that output, ties and <c>collect</c> use.</summary>
internal static class ValueOrder
{
    public static int Compare(Value left, Value right)
    {
        if (left.IsNumeric && right.IsNumeric)
        {
            return Numbers(left, right);
        }

        if (left.Kind != right.Kind)
        {
            return Kinds(left.Kind, right.Kind);
        }

        return left.Kind switch
        {
            ValueKind.Name or ValueKind.String => CodePoints(left.AsText, right.AsText),
            ValueKind.Time or ValueKind.Duration => left.AsInt64.CompareTo(right.AsInt64),
            ValueKind.Bytes => left.AsBytes.SequenceCompareTo(right.AsBytes),
            ValueKind.List or ValueKind.Pair => Items(left.AsItems, right.AsItems),
            ValueKind.Map or ValueKind.Struct => Entries(left.AsEntries, right.AsEntries),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Compares strings by Unicode code point; ordinal UTF-16 order differs where surrogates meet U+E000..U+FFFF.</summary>
    public static int CodePoints(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            char a = left[i], b = right[i];
            if (a != b)
            {
                return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Numbers(Value left, Value right)
    {
        int bySize = left.Kind == right.Kind && left.Kind != ValueKind.Float64
            ? left.AsInt64.CompareTo(right.AsInt64)
            : ExactSize(left, right);
        return bySize != 0 ? bySize : Kinds(left.Kind, right.Kind);
    }

    /// <summary>An enumeration's own comparison would put both into boxes.</summary>
    private static int Kinds(ValueKind left, ValueKind right) => ((int)left).CompareTo((int)right);

    private static int ExactSize(Value left, Value right)
    {
        if (left.Kind != ValueKind.Float64 && right.Kind != ValueKind.Float64)
        {
            return Scaled(left).CompareTo(Scaled(right));
        }

        if (left.Kind == right.Kind)
        {
            return left.AsFloat64.CompareTo(right.AsFloat64);
        }

        return left.Kind == ValueKind.Float64 ? -FixedAgainstFloat(right, left.AsFloat64) : FixedAgainstFloat(left, right.AsFloat64);
    }

    private static Int128 Scaled(Value value) => value.Kind == ValueKind.Dec8 ? value.AsInt64 : (Int128)value.AsInt64 * Dec8.Scale;

    /// <summary>Exact comparison of an integer or decimal with a double: whole parts first, then the sign of one fused operation on the fractions.</summary>
    private static int FixedAgainstFloat(Value exact, double inexact)
    {
        if (Math.Abs(inexact) >= 1e19)
        {
            return inexact > 0 ? -1 : 1;
        }

        double whole = Math.Floor(inexact);
        Int128 rest = Scaled(exact) - ((Int128)whole * Dec8.Scale);
        if (rest < 0 || rest >= Dec8.Scale)
        {
            return rest < 0 ? -1 : 1;
        }

        return -Math.Sign(Math.FusedMultiplyAdd(inexact - whole, Dec8.Scale, -(double)rest));
    }

    private static int Items(ReadOnlySpan<Value> left, ReadOnlySpan<Value> right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = Compare(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Entries(ReadOnlySpan<KeyValuePair<Value, Value>> left, ReadOnlySpan<KeyValuePair<Value, Value>> right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = Compare(left[i].Key, right[i].Key);
            order = order != 0 ? order : Compare(left[i].Value, right[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
