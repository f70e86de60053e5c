using System.Globalization;
using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A decimal of any size and precision: what numbers look like when printed. Differences of these are exact.</summary>
/// <param name="Digits">The value is this times ten to <paramref name="Exponent"/>.</param>
/// <param name="Exponent">At most 0.</param>
internal readonly record struct PlainDecimal(BigInteger Digits, int Exponent)
{
    /// <summary>A number's canonical text taken at its word: <c>0.1</c> is one tenth, also where a float64 stores something beside it.</summary>
    public static PlainDecimal Of(Value number)
    {
        string text = number.ToString();
        int e = text.IndexOf('e', StringComparison.Ordinal);
        int power = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int exponent = power - (point < 0 ? 0 : mantissa.Length - point - 1);
        BigInteger digits = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent <= 0 ? new(digits, exponent) : new(digits * BigInteger.Pow(10, exponent), 0);
    }

    public static PlainDecimal Distance(PlainDecimal a, PlainDecimal b)
    {
        int exponent = Math.Min(a.Exponent, b.Exponent);
        return new(BigInteger.Abs(a.Scaled(exponent) - b.Scaled(exponent)), exponent);
    }

    /// <summary>Ten to <paramref name="power"/> times the value.</summary>
    public PlainDecimal Shift(int power) => Exponent + power <= 0 ? new(Digits, Exponent + power) : new(Digits * BigInteger.Pow(10, Exponent + power), 0);

    /// <summary>All digits that count and no more: <c>8</c>, <c>0.25</c>.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).PadLeft(1 - Exponent, '0');
        string whole = digits[..(digits.Length + Exponent)], fraction = digits[(digits.Length + Exponent)..].TrimEnd('0');
        return $"{(Digits.Sign < 0 ? "-" : "")}{whole}{(fraction.Length == 0 ? "" : ".")}{fraction}";
    }

    private BigInteger Scaled(int exponent) => Digits * BigInteger.Pow(10, Exponent - exponent);
}
