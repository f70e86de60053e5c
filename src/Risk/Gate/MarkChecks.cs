using CryptoScalp.Rules.Primitives;
using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>Is there a price to judge the order by, and is it fresh?</summary>
internal static class MarkChecks
{
    private const long NanosecondsPerMs = 1_000_000;

    /// <summary>The mark, fresh or stale; null when there is none.</summary>
    public static Dec8? Check(OrderIntent order, Position position, RiskLimits limits, ViolationList violations)
    {
        if (position.Mark is null)
        {
            violations.Add(RiskCode.PriceUnavailable);
            return null;
        }

        Int128 age = (Int128)order.At.Nanoseconds - position.MarkAt.Nanoseconds;
        if (age > (Int128)limits.MaxPriceAgeMs * NanosecondsPerMs)
        {
            violations.Add(
                RiskCode.PriceStale, new RiskDetail("age_ns", age.ToString(System.Globalization.CultureInfo.InvariantCulture)), Detail("max_ms", limits.MaxPriceAgeMs));
        }

        return position.Mark;
    }
}
