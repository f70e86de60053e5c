namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Pseudo-random numbers that are the same on every machine and version: a 64-bit linear congruential generator with Knuth's MMIX constants.</summary>
internal sealed class Lcg(ulong seed)
{
    private ulong _state = seed;

    /// <summary>At least 0, below <paramref name="bound"/>.</summary>
    public int Next(int bound)
    {
        _state = (_state * 6364136223846793005) + 1442695040888963407;
        return (int)((_state >> 33) % (ulong)bound);
    }

    /// <summary>At least <paramref name="low"/>, at most <paramref name="high"/>.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);
}
