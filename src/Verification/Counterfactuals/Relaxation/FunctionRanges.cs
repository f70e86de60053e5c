using System.Collections.Immutable;
using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Between what products and quotients lie whose arguments lie between bounds, rounding included (see <see cref="ArithmeticEncoder"/>).</summary>
internal static class FunctionRanges
{
    private static readonly Rational _half = new(1, 2);

    /// <summary>More than a float operation rounds by, relative and absolute.</summary>
    private static readonly Rational _rounding = new(1, BigInteger.One << 52), _tiny = new(1, BigInteger.One << 90);

    /// <param name="function">Its name in the solver's text.</param>
    /// <param name="arguments">Where they lie.</param>
    /// <param name="realScale">Floats that functions give are counted in units of one part in this.</param>
    /// <returns>No bounds for a function that is not known here, or arguments without bounds.</returns>
    public static Bounds Of(string function, ImmutableArray<Bounds> arguments, Rational realScale)
    {
        if (arguments is not [{ Low: { } a, High: { } b }, { Low: { } c, High: { } d }])
        {
            return default;
        }

        bool divides = c.Sign * d.Sign > 0;
        return function switch
        {
            "mul_Number" or "mul_Duration" => Corners([a * c, a * d, b * c, b * d], 1),
            "mul_Decimal" => Rounded(Corners([a * c, a * d, b * c, b * d], new Rational(1, Dec8.Scale))),
            "div_Decimal" when divides => Rounded(Corners([a / c, a / d, b / c, b / d], Dec8.Scale)),
            "fl_mult" => Near(Corners([a * c, a * d, b * c, b * d], realScale), realScale),
            "fl_div" or "fl_ratio" when divides => Near(Corners([a / c, a / d, b / c, b / d], realScale), realScale),
            _ => default,
        };
    }

    private static Bounds Corners(Rational[] corners, Rational scale) => new(corners.Aggregate(Rational.Min) * scale, corners.Aggregate(Rational.Max) * scale);

    private static Bounds Rounded(Bounds exact) => new(exact.Low - _half, exact.High + _half);

    private static Bounds Near(Bounds exact, Rational unit) => new(exact.Low - Slack(exact.Low!.Value, unit), exact.High + Slack(exact.High!.Value, unit));

    private static Rational Slack(Rational value, Rational unit) => (Rational.Abs(value) * _rounding) + (unit * _tiny);
}
