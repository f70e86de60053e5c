using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Variance, standard deviation and correlation, as /float64. Sums are exact and rounded once, so the result does not depend on any order.</summary>
internal static class SpreadAggregates
{
    public static IEnumerable<TableAggregate> All { get; } =
    [
        Spread("var", "Sample variance (n - 1); no value below two rows.", 1, static v => v),
        Spread("var_pop", "Population variance (n).", 0, static v => v),
        Spread("stddev", "Sample standard deviation (n - 1); no value below two rows.", 1, Math.Sqrt),
        Spread("stddev_pop", "Population standard deviation (n).", 0, Math.Sqrt),
        new("corr", "corr(X, Y): Pearson's sample correlation, -1 to 1; no value below two rows or when a column does not vary.",
            TypeRules.AnyNumeric(BoundType.Float64, 2, 2),
            static (MemberColumns members, out Value r) => TryCorrelate(members, out r)),
    ];

    private static TableAggregate Spread(string name, string summary, int lostDegrees, Func<double, double> shape) =>
        new(name, summary, TypeRules.AnyNumeric(BoundType.Float64, 1, 1),
            (MemberColumns members, out Value r) =>
            {
                int degrees = members.Count - lostDegrees;
                if (degrees < 1 || !Members.AreNumbers(members.Column(0)))
                {
                    return NumericOps.Fail(out r);
                }

                Span<long> state = stackalloc long[ExactVariance.Length];
                state.Clear();
                foreach (Value value in members.Column(0))
                {
                    ExactVariance.Add(state, value.ToDouble(), 1);
                }

                return Value.TryFloat64(shape(ExactVariance.Read(state, members.Count, lostDegrees)), out r);
            });

    private static bool TryCorrelate(MemberColumns members, out Value result)
    {
        if (members.Count < 2 || !Members.AreNumbers(members.Column(0)) || !Members.AreNumbers(members.Column(1)))
        {
            return NumericOps.Fail(out result);
        }

        ReadOnlySpan<double> x = Deviations(members, members.Column(0), 0), y = Deviations(members, members.Column(1), 1);
        double varies = GeometricMean(SumOfProducts(members, x, x), SumOfProducts(members, y, y));
        double correlation = SumOfProducts(members, x, y) / varies;
        return varies > 0 && Value.TryFloat64(Math.Clamp(correlation, -1, 1), out result) || NumericOps.Fail(out result);
    }

    /// <summary>One root rounds once, so perfectly correlated columns give exactly 1; two roots are for products that overflow or vanish.</summary>
    private static double GeometricMean(double a, double b) => double.IsNormal(a * b) ? Math.Sqrt(a * b) : Math.Sqrt(a) * Math.Sqrt(b);

    /// <summary>Differences from the mean, in the order given, in one of the members' buffers.</summary>
    private static ReadOnlySpan<double> Deviations(MemberColumns members, ReadOnlySpan<Value> values, int buffer)
    {
        Span<double> deviations = members.Doubles(buffer, values.Length);
        Summation.Doubles(values, deviations);
        double mean = Summation.Rounded(deviations) / values.Length;
        for (int i = 0; i < deviations.Length; i++)
        {
            deviations[i] = values[i].ToDouble() - mean;
        }

        return deviations;
    }

    private static double SumOfProducts(MemberColumns members, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Span<double> products = members.Doubles(2, x.Length);
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = x[i] * y[i];
        }

        return Summation.Rounded(products);
    }
}
