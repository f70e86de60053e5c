using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Sums that do not depend on the order of their terms: integers exactly in 128 bits, doubles exactly and rounded once.</summary>
internal static class Summation
{
    /// <summary>Sum of at least one value of values, all of one summable kind; false when kinds differ or the sum does not fit.</summary>
    public static bool TrySum(ReadOnlySpan<Value> values, out Value result)
    {
        ValueKind kind = values[0].Kind;
        if (!IsOneKind(values, kind))
        {
            return NumericOps.Fail(out result);
        }

        return kind switch
        {
            ValueKind.Number or ValueKind.Dec8 or ValueKind.Duration => NumericOps.TryInteger(kind, Exact(values), out result),
            ValueKind.Float64 => Value.TryFloat64(Rounded(values), out result),
            _ => NumericOps.Fail(out result),
        };
    }

    /// <summary>Exact sum of integer-backed values: 2^31 terms of 63 bits fit 128.</summary>
    public static Int128 Exact(ReadOnlySpan<Value> values)
    {
        Int128 sum = 0;
        foreach (Value value in values)
        {
            sum += value.AsInt64;
        }

        return sum;
    }

    /// <summary>The exact sum of doubles, rounded once; not finite when it is beyond all doubles.</summary>
    public static double Rounded(ReadOnlySpan<Value> values)
    {
        Span<long> sum = stackalloc long[ExactFloatSum.Length];
        foreach (Value value in values)
        {
            ExactFloatSum.Add(sum, value.AsFloat64);
        }

        return ExactFloatSum.Read(sum);
    }

    /// <summary>The same of terms that need not be finite; then the sum is not either.</summary>
    public static double Rounded(ReadOnlySpan<double> terms)
    {
        Span<long> sum = stackalloc long[ExactFloatSum.Length];
        foreach (double term in terms)
        {
            if (!double.IsFinite(term))
            {
                return double.NaN;
            }

            ExactFloatSum.Add(sum, term);
        }

        return ExactFloatSum.Read(sum);
    }

    /// <summary>The values as doubles, as many as <paramref name="doubles"/> has room for.</summary>
    public static void Doubles(ReadOnlySpan<Value> values, Span<double> doubles)
    {
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = values[i].ToDouble();
        }
    }

    public static bool IsOneKind(ReadOnlySpan<Value> values, ValueKind kind)
    {
        foreach (Value value in values)
        {
            if (value.Kind != kind)
            {
                return false;
            }
        }

        return true;
    }
}
