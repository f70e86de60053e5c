using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Where a number can lie, both ends included; null where an end is not known.</summary>
/// <remarks>Only numbers whose range is told have one (see <see cref="Atom.Range"/>), and what is computed from them: comparisons that it settles need no solver.</remarks>
internal readonly record struct Interval(Rational? Low, Rational? High)
{
    private static readonly Rational _half = new(1, 2);

    public static Interval Of(Linear value)
    {
        Interval sum = new(value.Constant, value.Constant);
        foreach (Linear.Term term in value.Terms)
        {
            Interval part = Of(term.Atom);
            sum = term.Factor.Sign > 0 ? sum.Plus(part.Low, part.High, term.Factor) : sum.Plus(part.High, part.Low, term.Factor);
            if (sum is { Low: null, High: null })
            {
                return sum;
            }
        }

        return sum;
    }

    /// <summary>The least that holds all of some.</summary>
    public static Interval Around(IEnumerable<Interval> parts) =>
        parts.Aggregate(static (a, b) => new Interval(a.Low is { } x && b.Low is { } y ? Least(x, y) : null, a.High is { } v && b.High is { } w ? -Least(-v, -w) : null));

    private static Interval Of(Atom atom) => atom.Kind switch
    {
        AtomKind.Min => Join(Of(atom.X!), Of(atom.Y!), static (a, b) => Least(a, b)),
        AtomKind.Max or AtomKind.Abs => Join(Of(atom.X!), Of(atom.Y!), static (a, b) => -Least(-a, -b)),
        AtomKind.Quotient => Quotient(Of(atom.X!), Of(atom.Y!)),
        _ => atom.Range,
    };

    private Interval Plus(Rational? low, Rational? high, Rational factor) => new(Low + (low * factor), High + (high * factor));

    private static Interval Join(Interval x, Interval y, Func<Rational, Rational, Rational> pick) =>
        new(x.Low is { } a && y.Low is { } b ? pick(a, b) : null, x.High is { } c && y.High is { } d ? pick(c, d) : null);

    /// <summary>A dec8 quotient whose divisor keeps clear of 0 lies between those of the ends, within the half unit of rounding.</summary>
    private static Interval Quotient(Interval x, Interval y)
    {
        if (x is not { Low: { } a, High: { } b } || y is not { Low: { } c, High: { } d } || c.Sign * d.Sign <= 0)
        {
            return default;
        }

        Rational[] corners = [a / c, a / d, b / c, b / d];
        return new Interval((corners.Aggregate(Least) * Dec8.Scale) - _half, -(corners.Select(static r => -r).Aggregate(Least) * Dec8.Scale) + _half);
    }

    private static Rational Least(Rational a, Rational b) => a.CompareTo(b) <= 0 ? a : b;
}
