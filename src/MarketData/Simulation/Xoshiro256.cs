using System.Numerics;

namespace CryptoScalp.Rules.MarketData;

/// <summary>xoshiro256** 1.0 (Blackman and Vigna 2018), seeded by splitmix64 as its authors advise: the same numbers on every machine, for ever.</summary>
internal sealed class Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public Xoshiro256(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>0 to <paramref name="bound"/> - 1. Multiply-and-shift: the bias is below bound / 2^64.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>True in <paramref name="perMille"/> of a thousand cases.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>
    /// Bell-shaped with mean 0 and standard deviation <paramref name="deviation"/>: the sum of four 16-bit uniforms (Irwin-Hall), in integers only,
    /// so that no last bit of a transcendental function can differ between machines. At most 3.46 deviations.
    /// </summary>
    public long Bell(long deviation)
    {
        ulong bits = Next();
        long sum = (long)((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48));
        return (long)((Int128)(sum - 131_070) * deviation / 37_837);
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
