using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Seeded histories with everything that goes wrong: bursts, silences, late stamps, crossed and empty quotes, repeated milliseconds.</summary>
internal static class RandomMarket
{
    public static IEnumerable<MarketUpdate> Updates(int seed, int count, double meanStepMs)
    {
        Random random = new(seed);
        long ns = random.NextInt64(-400_000_000_000, 1_700_000_000_000_000_000);
        long mid = 10_000_000_000;
        for (int i = 0; i < count; i++)
        {
            ns += Step(random, meanStepMs);
            long stamp = random.Next(20) == 0 ? ns - random.NextInt64(0, 3_000_000_000) : ns;
            mid = Math.Max(1_000_000, mid + random.NextInt64(-20_000_000, 20_000_001));
            yield return random.Next(8) switch
            {
                < 4 => Quote(random, stamp, mid),
                4 => Book(random, stamp, mid),
                5 => random.Next(2) == 0 ? new TimeUpdate(stamp) : Marks(random, stamp),
                _ => new TradeUpdate(stamp, new Dec8(mid), Quantity(random), random.Next(2) == 0),
            };
        }
    }

    private static long Step(Random random, double meanStepMs) => random.Next(40) switch
    {
        0 => 0,
        1 => random.NextInt64(0, (long)(meanStepMs * 50e6)),
        < 10 => random.NextInt64(0, 2_000_000),
        _ => random.NextInt64(0, (long)(meanStepMs * 2e6)),
    };

    private static QuoteUpdate Quote(Random random, long stamp, long mid)
    {
        long half = random.NextInt64(0, 5_000_000);
        long crossed = random.Next(30) == 0 ? -1 : 1;
        Dec8 bidQuantity = random.Next(30) == 0 ? Dec8.Zero : Quantity(random);
        return new QuoteUpdate(stamp, new Dec8(mid - half), bidQuantity, new Dec8(mid + (half * crossed)), Quantity(random));
    }

    private static BookUpdate Book(Random random, long stamp, long mid)
    {
        int bids = random.Next(0, 9);
        int asks = random.Next(1, 9);
        return new BookUpdate(
            stamp,
            [.. Enumerable.Range(1, bids).Select(i => new Dec8(mid - (i * 1000)))],
            [.. Enumerable.Range(0, bids).Select(_ => Quantity(random))],
            [.. Enumerable.Range(1, asks).Select(i => new Dec8(mid + (i * 1000)))],
            [.. Enumerable.Range(0, asks).Select(_ => Quantity(random))]);
    }

    private static MarksUpdate Marks(Random random, long stamp) => new(
        stamp,
        random.Next(4) == 0 ? double.NaN : (random.NextDouble() - 0.5) / 1_000,
        random.Next(10) switch { 0 => double.NaN, 1 => -1, _ => 100 + random.NextDouble() },
        random.Next(8) == 0 ? double.NaN : 100 + random.NextDouble());

    private static Dec8 Quantity(Random random) => new(random.NextInt64(1, 5_000_000_000));
}
