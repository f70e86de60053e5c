using System.Numerics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Comparisons of linear expressions as SMT-LIB 2 text that stays linear where it can.</summary>
/// <remarks>
/// The smaller or larger of two is split into both cases, and a quotient that is compared with a constant is multiplied out with a guard for the
/// divisor's sign, exactly as dec8 rounds: for Y &gt; 0, round(X·S/Y) &gt;= t holds when 2·X·S &gt;= (2t-1)·Y, strictly when t is odd (half goes to even).
/// </remarks>
internal static class Comparing
{
    public static string Compare(ComparisonOperator op, Linear left, Linear right)
    {
        Linear difference = (left - right).Cleared();
        return op switch
        {
            ComparisonOperator.Equal => Equal(difference),
            ComparisonOperator.NotEqual => Smt.Not(Equal(difference)),
            ComparisonOperator.GreaterOrEqual => AtLeastZero(difference, strict: false),
            ComparisonOperator.Greater => AtLeastZero(difference, strict: true),
            ComparisonOperator.LessOrEqual => AtLeastZero(difference * -1, strict: false),
            ComparisonOperator.Less => AtLeastZero(difference * -1, strict: true),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Equal(Linear difference)
    {
        if (difference.IsConstant)
        {
            return difference.Constant.IsZero ? Smt.True : Smt.False;
        }

        if (Interval.Of(difference) is { Low.Sign: > 0 } or { High.Sign: < 0 })
        {
            return Smt.False;
        }

        // x = y reads better than x - y = 0, and the solver shares the terms.
        Linear positive = Part(difference, 1), negative = Part(difference, -1) * -1;
        return $"(= {positive} {negative})";
    }

    private static Linear Part(Linear difference, int sign)
    {
        Linear part = Linear.Of(difference.Constant.Sign == sign ? difference.Constant : 0, difference.IsReal);
        foreach (Linear.Term term in difference.Terms.Where(t => t.Factor.Sign == sign))
        {
            part += Linear.Of(term.Atom) * term.Factor;
        }

        return part;
    }

    private static string AtLeastZero(Linear value, bool strict)
    {
        if (value.IsConstant)
        {
            return (strict ? value.Constant.Sign > 0 : value.Constant.Sign >= 0) ? Smt.True : Smt.False;
        }

        Interval range = Interval.Of(value);
        if (range.Low is { } low && (strict ? low.Sign > 0 : low.Sign >= 0))
        {
            return Smt.True;
        }

        if (range.High is { } high && (strict ? high.Sign <= 0 : high.Sign < 0))
        {
            return Smt.False;
        }

        foreach (Linear.Term term in value.Terms)
        {
            if (term.Atom.Kind is AtomKind.Min or AtomKind.Max or AtomKind.Abs)
            {
                return Split(value, term, strict);
            }
        }

        Linear.Term[] quotients = [.. value.Terms.Where(static t => t.Atom.Kind == AtomKind.Quotient)];
        return quotients.Length == 1 && value.Count == 1 && !value.IsReal ? MultipliedOut(value, quotients[0], strict) : Plain(value, strict);
    }

    /// <summary>min(x, y) is at least something when both are, at most something when one is; max and abs the other way round.</summary>
    private static string Split(Linear value, Linear.Term term, bool strict)
    {
        string[] cases = [AtLeastZero(value.Replace(term.Atom, term.Atom.X!), strict), AtLeastZero(value.Replace(term.Atom, term.Atom.Y!), strict)];
        return (term.Atom.Kind == AtomKind.Min) == (term.Factor.Sign > 0) ? Smt.And(cases) : Smt.Or(cases);
    }

    private static string Plain(Linear value, bool strict) =>
        $"({(strict ? ">" : ">=")} {Part(value, 1)} {Part(value, -1) * -1})";

    private static string MultipliedOut(Linear value, Linear.Term quotient, bool strict)
    {
        Rational bound = -value.Constant / quotient.Factor;
        return quotient.Factor.Sign > 0
            ? QuotientAtLeast(quotient.Atom, strict ? bound.Floor() + 1 : bound.Ceiling())
            : Smt.Not(QuotientAtLeast(quotient.Atom, strict ? bound.Ceiling() : bound.Floor() + 1));
    }

    private static string QuotientAtLeast(Atom quotient, BigInteger threshold)
    {
        Linear twice = quotient.X! * (2 * (BigInteger)Dec8.Scale), divisor = quotient.Y!;
        Linear distance = twice - (divisor * ((2 * threshold) - 1));
        bool strict = !threshold.IsEven;
        string positive = AtLeastZero(distance, strict), negative = AtLeastZero(distance * -1, strict);
        Linear zero = Linear.Of(0);
        return Smt.Or(
            Smt.And(Compare(ComparisonOperator.Greater, divisor, zero), positive),
            Smt.And(Compare(ComparisonOperator.Less, divisor, zero), negative));
    }
}
