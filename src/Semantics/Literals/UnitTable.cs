namespace CryptoScalp.Rules.Semantics;

/// <summary>Units that a number may carry, and what they stand for.</summary>
internal static class UnitTable
{
    /// <summary>Power of ten of a ratio unit: <c>5bps</c> is 0.0005, <c>60%</c> is 0.6.</summary>
    public static bool TryRatio(string unit, out int exponent)
    {
        exponent = unit switch
        {
            "bps" or "bp" => -4,
            "%" or "pct" => -2,
            _ => 0,
        };
        return exponent != 0;
    }

    /// <summary>Nanoseconds of one unit of time.</summary>
    public static bool TryDuration(string unit, out long nanoseconds)
    {
        nanoseconds = unit switch
        {
            "ns" => 1,
            "us" or "µs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            "d" => 86_400_000_000_000,
            _ => 0,
        };
        return nanoseconds != 0;
    }
}
