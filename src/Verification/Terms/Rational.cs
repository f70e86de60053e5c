using System.Globalization;
using System.Numerics;

namespace CryptoScalp.Rules.Verification;

/// <summary>An exact fraction in lowest terms; the denominator is positive.</summary>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _denominatorLessOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        BigInteger sign = denominator.Sign < 0 ? -1 : 1;
        Numerator = common.IsZero ? 0 : sign * numerator / common;
        _denominatorLessOne = (common.IsZero ? 1 : sign * denominator / common) - 1;
    }

    /// <summary>A whole number: nothing has to be reduced.</summary>
    private Rational(BigInteger whole) => (Numerator, _denominatorLessOne) = (whole, 0);

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominatorLessOne + 1;

    public bool IsZero => Numerator.IsZero;

    public int Sign => Numerator.Sign;

    private bool IsWhole => _denominatorLessOne.IsZero;

    public static implicit operator Rational(BigInteger value) => new(value);

    public static implicit operator Rational(long value) => new(value);

    public static Rational operator +(Rational a, Rational b) => AreWhole(a, b) ? new(a.Numerator + b.Numerator) : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => a.IsWhole ? new(-a.Numerator) : new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) => AreWhole(a, b) ? new(a.Numerator * b.Numerator) : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    private static bool AreWhole(Rational a, Rational b) => a.IsWhole && b.IsWhole;

    public static Rational Min(Rational a, Rational b) => a.CompareTo(b) <= 0 ? a : b;

    public static Rational Max(Rational a, Rational b) => a.CompareTo(b) >= 0 ? a : b;

    public static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    /// <summary>Exactly the value of a finite double.</summary>
    public static Rational FromDouble(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        BigInteger significand = exponent == 0 ? mantissa : mantissa | (1L << 52);
        int power = (exponent == 0 ? 1 : exponent) - 1075;
        BigInteger signed = bits < 0 ? -significand : significand;
        return power >= 0 ? signed << power : new Rational(signed, BigInteger.One << -power);
    }

    /// <summary>The double nearest to it, by way of 40 decimal digits.</summary>
    public double ToDouble()
    {
        if (Denominator.IsOne)
        {
            return (double)Numerator;
        }

        int shift = (int)Math.Max(0, 128 - (long)Numerator.GetBitLength() + (long)Denominator.GetBitLength());
        BigInteger scaled = (Numerator << shift) / Denominator;
        return Math.ScaleB((double)scaled, -shift);
    }

    public BigInteger Floor() => BigInteger.DivRem(Numerator, Denominator, out BigInteger rest) - (rest.Sign < 0 ? 1 : 0);

    public BigInteger Ceiling() => -(-this).Floor();

    public int CompareTo(Rational other) => AreWhole(this, other) ? Numerator.CompareTo(other.Numerator) : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => Denominator.IsOne ? Numerator.ToString(CultureInfo.InvariantCulture) : $"{Numerator}/{Denominator}";

    /// <summary>As SMT-LIB 2 writes it: <c>(- 3)</c>, or for reals <c>(/ 3.0 4.0)</c>.</summary>
    public string ToSmt(bool isReal)
    {
        string magnitude = BigInteger.Abs(Numerator).ToString(CultureInfo.InvariantCulture) + (isReal ? ".0" : "");
        string text = Denominator.IsOne ? magnitude : $"(/ {magnitude} {Denominator.ToString(CultureInfo.InvariantCulture)}.0)";
        return Numerator.Sign < 0 ? $"(- {text})" : text;
    }

    /// <summary>Reads what a solver prints: <c>5</c>, <c>5.0</c>, <c>(- 5)</c>, <c>(/ 1.0 3.0)</c>; false for irrational roots.</summary>
    public static bool TryRead(SExpression expression, out Rational value)
    {
        value = default;
        if (expression.Word is { } word)
        {
            return TryReadWord(word, out value);
        }

        if (expression.Items is [{ Word: "-" }, var inner] && TryRead(inner, out Rational positive))
        {
            value = -positive;
            return true;
        }

        if (expression.Items is [{ Word: "/" }, var top, var bottom] && TryRead(top, out Rational a) && TryRead(bottom, out Rational b) && !b.IsZero)
        {
            value = a / b;
            return true;
        }

        return expression.Items is [{ Word: "to_real" }, var whole] && TryRead(whole, out value);
    }

    private static bool TryReadWord(string word, out Rational value)
    {
        int point = word.IndexOf('.', StringComparison.Ordinal);
        string digits = point < 0 ? word : word.Remove(point, 1);
        bool read = BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger whole);
        value = read ? new Rational(whole, point < 0 ? 1 : BigInteger.Pow(10, word.Length - point - 1)) : default;
        return read;
    }
}
