using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>A constant and numbers, each times a factor. Immutable.</summary>
/// <param name="Terms">By number, ascending; factors other than 0.</param>
/// <param name="Constant">Is added.</param>
internal sealed record LinearSum(ImmutableArray<(int Number, Rational Factor)> Terms, Rational Constant)
{
    public static LinearSum Of(Rational constant) => new([], constant);

    public static LinearSum OfNumber(int number) => new([(number, 1)], 0);

    public bool IsConstant => Terms.IsEmpty;

    public static LinearSum operator +(LinearSum a, LinearSum b)
    {
        ImmutableArray<(int, Rational)>.Builder terms = ImmutableArray.CreateBuilder<(int, Rational)>(a.Terms.Length + b.Terms.Length);
        int i = 0, j = 0;
        while (i < a.Terms.Length || j < b.Terms.Length)
        {
            int order = i == a.Terms.Length ? 1 : j == b.Terms.Length ? -1 : a.Terms[i].Number.CompareTo(b.Terms[j].Number);
            (int number, Rational factor) = order <= 0 ? a.Terms[i++] : b.Terms[j++];
            factor = order == 0 ? factor + b.Terms[j++].Factor : factor;
            if (!factor.IsZero)
            {
                terms.Add((number, factor));
            }
        }

        return new LinearSum(terms.ToImmutable(), a.Constant + b.Constant);
    }

    public static LinearSum operator *(LinearSum sum, Rational factor) =>
        factor.IsZero ? Of(0) : new LinearSum([.. sum.Terms.Select(t => (t.Number, t.Factor * factor))], sum.Constant * factor);

    public static LinearSum operator -(LinearSum sum) => sum * -1;

    public static LinearSum operator -(LinearSum a, LinearSum b) => a + -b;

    /// <summary>Where each number is as given.</summary>
    public Rational At(Rational[] point)
    {
        Rational sum = Constant;
        foreach ((int number, Rational factor) in Terms)
        {
            sum += factor * point[number];
        }

        return sum;
    }

    /// <summary>Between what it lies where each number lies between its bounds.</summary>
    public Bounds Between(Func<int, Bounds> bounds)
    {
        Rational? low = Constant, high = Constant;
        foreach ((int number, Rational factor) in Terms)
        {
            Bounds its = bounds(number);
            low += factor * (factor.Sign > 0 ? its.Low : its.High);
            high += factor * (factor.Sign > 0 ? its.High : its.Low);
        }

        return new Bounds(low, high);
    }

    /// <summary>What a number is multiplied by; 0 for one that does not occur.</summary>
    public Rational FactorOf(int number)
    {
        foreach ((int its, Rational factor) in Terms)
        {
            if (its == number)
            {
                return factor;
            }
        }

        return 0;
    }

    /// <summary>The same with a number replaced.</summary>
    public LinearSum Replace(int number, LinearSum by) =>
        FactorOf(number) is { IsZero: false } factor ? new LinearSum(Terms.RemoveAll(t => t.Number == number), Constant) + (by * factor) : this;
}
