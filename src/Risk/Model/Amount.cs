using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>An exact amount of quote currency: a 128-bit integer in units of 1e-24, wide enough for price × quantity × contract size without rounding.</summary>
/// <remarks>Range about ±1.7e14. Every operation that can overflow is a <c>Try…</c>; nothing rounds except <see cref="TryToDec8"/>, which says so.</remarks>
public readonly record struct Amount(Int128 Raw) : IComparable<Amount>
{
    private const int Digits = 24;

    /// <summary>Units of 1e-24 in one unit of <see cref="Dec8"/>.</summary>
    private static readonly Int128 PerDec8 = 10_000_000_000_000_000;

    public static Amount Zero => default;

    public static bool operator <(Amount left, Amount right) => left.Raw < right.Raw;

    public static bool operator >(Amount left, Amount right) => left.Raw > right.Raw;

    public static bool operator <=(Amount left, Amount right) => left.Raw <= right.Raw;

    public static bool operator >=(Amount left, Amount right) => left.Raw >= right.Raw;

    /// <summary>Every <see cref="Dec8"/> fits.</summary>
    public static Amount From(Dec8 value) => new(value.Raw * PerDec8);

    /// <summary>price × quantity × contract size, exactly; false on overflow.</summary>
    public static bool TryNotional(Dec8 price, Dec8 quantity, Dec8 contractSize, out Amount notional)
    {
        Int128 product = (Int128)price.Raw * quantity.Raw;
        Int128 size = contractSize.Raw;
        bool fits = size == 0 || Int128.Abs(product) <= Int128.MaxValue / Int128.Abs(size);
        notional = fits ? new Amount(product * size) : default;
        return fits;
    }

    public static bool TryAdd(Amount a, Amount b, out Amount sum)
    {
        Int128 raw = unchecked(a.Raw + b.Raw);
        bool overflow = Int128.IsNegative((a.Raw ^ raw) & (b.Raw ^ raw));
        sum = overflow ? default : new Amount(raw);
        return !overflow;
    }

    public static bool TrySubtract(Amount a, Amount b, out Amount difference)
    {
        Int128 raw = unchecked(a.Raw - b.Raw);
        bool overflow = Int128.IsNegative((a.Raw ^ b.Raw) & (a.Raw ^ raw));
        difference = overflow ? default : new Amount(raw);
        return !overflow;
    }

    /// <summary>This amount times a fraction from 0 to 1, rounded up (towards positive infinity). Cannot overflow.</summary>
    public Amount FractionRoundedUp(Dec8 fraction)
    {
        // Split so that no intermediate exceeds the amount itself: (hi·1e8 + lo)·f/1e8 = hi·f + lo·f/1e8.
        (Int128 high, Int128 low) = Int128.DivRem(Raw, Dec8.Scale);
        Int128 rest = low * fraction.Raw;
        Int128 quotient = rest / Dec8.Scale;
        return new Amount((high * fraction.Raw) + quotient + (rest > quotient * Dec8.Scale ? 1 : 0));
    }

    /// <summary>The nearest <see cref="Dec8"/>, half to even; false when it does not fit.</summary>
    public bool TryToDec8(out Dec8 value)
    {
        Int128 raw = Dec8.DivideHalfEven(Raw, PerDec8);
        bool fits = raw >= long.MinValue && raw <= long.MaxValue;
        value = fits ? new Dec8((long)raw) : default;
        return fits;
    }

    public int CompareTo(Amount other) => Raw.CompareTo(other.Raw);

    /// <summary>All digits, without trailing zeros, at least one after the point: <c>1200.0</c>.</summary>
    public override string ToString()
    {
        string digits = Raw.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(Digits + 1, '0');
        string fraction = digits[^Digits..].TrimEnd('0');
        return $"{(Int128.IsNegative(Raw) ? "-" : "")}{digits[..^Digits]}.{(fraction.Length == 0 ? "0" : fraction)}";
    }
}
