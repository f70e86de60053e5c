namespace CryptoScalp.Rules.Engine;

/// <summary>Arithmetic of moments that stays within 64 bits: a moment before all moments is the first one.</summary>
internal static class Moments
{
    public static long Before(long moment, long duration) => moment < long.MinValue + duration ? long.MinValue : moment - duration;

    public static long After(long moment, long duration) => moment > long.MaxValue - duration ? long.MaxValue : moment + duration;

    /// <summary>Start of the bucket of this length that holds the moment; buckets count from 0.</summary>
    public static long BucketOf(long moment, long length)
    {
        long rest = moment % length;
        return Before(moment, rest < 0 ? rest + length : rest);
    }

    /// <summary>The sooner of two moments.</summary>
    public static long? Sooner(long? one, long? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    /// <summary>The moment, if it comes after now and ever comes.</summary>
    public static long? IfAfter(long moment, long now) => moment > now && moment != long.MaxValue ? moment : null;
}
