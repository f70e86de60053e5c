using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Quotes of symbols on venues around prices that wander: spreads of 2 to 12 basis points, venues at most 6 apart.</summary>
internal sealed class QuoteWalk
{
    private readonly Lcg _random;
    private readonly long[] _base;
    private readonly int[] _drift;

    public QuoteWalk(Lcg random, int symbols)
    {
        _random = random;
        _base = new long[symbols];
        _drift = new int[symbols];
        for (int s = 0; s < symbols; s++)
        {
            _base[s] = random.Between(20_000, 1_000_000);
        }
    }

    /// <summary>The price that the symbol's price wanders around, in ticks.</summary>
    public long BaseOf(int symbol) => _base[symbol];

    /// <summary>Moves the symbol's price a little, by at most 1.5 % in all.</summary>
    public void Move(int symbol) => _drift[symbol] = Math.Clamp(_drift[symbol] + _random.Between(-30, 30), -1500, 1500);

    public FactChange Quote(int symbol, int venue)
    {
        long mid = _base[symbol] * (100_000 + _drift[symbol]) / 100_000;
        mid = mid * (10_000 + _random.Between(-6, 6)) / 10_000;
        long half = mid * _random.Between(1, 6) / 10_000;
        return Workload.Put("quote", symbol, venue, mid - half, mid + half);
    }
}
