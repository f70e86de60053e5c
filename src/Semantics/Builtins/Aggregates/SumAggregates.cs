using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Sums and means. All are exact; floats are rounded once. A result that does not fit gives no value.</summary>
internal static class SumAggregates
{
    private static readonly TypeRule Summable = TypeRules.Of("one column of numbers or durations", static a => a.Length == 1 ? SummableType(a[0]) : null);

    private static readonly TableAggregate Sum = new(
        "sum", "Sum of numbers of one type or of durations; no value on overflow.", Summable,
        static (MemberColumns members, out Value r) => Summation.TrySum(members.Column(0), out r));

    public static IEnumerable<TableAggregate> All { get; } =
    [
        Sum,
        Sum.As("float:sum"),
        Sum.As("duration:sum"),
        new("sum_if", "sum_if(X, Condition): sum of X over the members where the condition is /true; 0 when there are none.",
            TypeRules.Of("a column of numbers or durations, and a condition", static a => a.Length == 2 && TypeFit.Fits(a[1], BoundType.Name) ? SummableType(a[0]) : null),
            static (MemberColumns members, out Value r) => TrySumIf(members, out r)),
        new("avg", "Mean: /float64 of /number and /float64; /dec8 of /dec8 and /duration of /duration, half to even.",
            TypeRules.Of("one column of numbers or durations", static a => a.Length == 1 ? MeanType(a[0]) : null),
            static (MemberColumns members, out Value r) => TryMean(members, out r)),
    ];

    /// <summary>The type of a mean, a median or a quantile; null for a column that has none.</summary>
    public static BoundType? MeanType(BoundType column) => SummableType(column) is { Kind: TypeKind.Number } ? BoundType.Float64 : SummableType(column);

    private static BoundType? SummableType(BoundType column) =>
        TypeFit.KindOf(column) == TypeKind.Duration ? BoundType.Duration : TypeRules.CommonNumeric([column]);

    private static bool TrySumIf(MemberColumns members, out Value result)
    {
        // A zero of the column's own kind in place of what is not chosen makes the sum of nothing well-typed, and changes no other.
        ReadOnlySpan<Value> conditions = members.Column(1);
        if (!TryZero(members.Column(0)[0].Kind, out Value zero))
        {
            return NumericOps.Fail(out result);
        }

        Span<Value> chosen = members.Copy(0);
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = conditions[i] == Value.True ? chosen[i] : zero;
        }

        return Summation.TrySum(chosen, out result);
    }

    private static bool TryZero(ValueKind kind, out Value zero) => kind switch
    {
        ValueKind.Float64 => NumericOps.Give(Value.Float64(0), out zero),
        ValueKind.Number or ValueKind.Dec8 or ValueKind.Duration => NumericOps.TryInteger(kind, 0, out zero),
        _ => NumericOps.Fail(out zero),
    };

    private static bool TryMean(MemberColumns members, out Value result)
    {
        ReadOnlySpan<Value> values = members.Column(0);
        ValueKind kind = values[0].Kind;
        if (!Summation.IsOneKind(values, kind))
        {
            return NumericOps.Fail(out result);
        }

        return kind switch
        {
            ValueKind.Number => Value.TryFloat64((double)Summation.Exact(values) / values.Length, out result),
            ValueKind.Float64 => Value.TryFloat64(Summation.Rounded(values) / values.Length, out result),
            ValueKind.Dec8 or ValueKind.Duration => NumericOps.TryInteger(kind, Dec8.DivideHalfEven(Summation.Exact(values), values.Length), out result),
            _ => NumericOps.Fail(out result),
        };
    }
}
