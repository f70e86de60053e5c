using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Sums that do not depend on the order of their terms: integers exactly in 128 bits, doubles compensated in ascending order.</summary>
internal static class Summation
{
    /// <summary>Sum of at least one value of the members, all of one summable kind; false when kinds differ or the sum does not fit.</summary>
    public static bool TrySum(MemberColumns members, ReadOnlySpan<Value> values, out Value result)
    {
        ValueKind kind = values[0].Kind;
        if (!IsOneKind(values, kind))
        {
            return NumericOps.Fail(out result);
        }

        return kind switch
        {
            ValueKind.Number or ValueKind.Dec8 or ValueKind.Duration => NumericOps.TryInteger(kind, Exact(values), out result),
            ValueKind.Float64 => Value.TryFloat64(Compensated(members, values), out result),
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

    /// <summary><see cref="Compensated(Span{double})"/> of values, in a buffer of the members.</summary>
    public static double Compensated(MemberColumns members, ReadOnlySpan<Value> values)
    {
        Span<double> terms = members.Doubles(0, values.Length);
        Doubles(values, terms);
        return Compensated(terms);
    }

    /// <summary>Sorts the terms in place, then sums them with a running error term. A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen" (1974).</summary>
    public static double Compensated(Span<double> terms)
    {
        terms.Sort();
        double sum = 0, error = 0;
        foreach (double term in terms)
        {
            double next = sum + term;
            error += Math.Abs(sum) >= Math.Abs(term) ? sum - next + term : term - next + sum;
            sum = next;
        }

        return sum + error;
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
