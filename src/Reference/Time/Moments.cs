namespace CryptoScalp.Rules.Reference;

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
}
