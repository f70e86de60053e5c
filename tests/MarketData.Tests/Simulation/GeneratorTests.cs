namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class GeneratorTests
{
    [Fact]
    public void The_seed_expands_as_the_published_splitmix64_and_the_first_number_follows()
    {
        // splitmix64 of seed 0, published first outputs; xoshiro256** returns rotl(s1 * 5, 7) * 9.
        const ulong SecondOfSplitMix = 0x6E789E6AA1B965F4UL;
        ulong expected = System.Numerics.BitOperations.RotateLeft(unchecked(SecondOfSplitMix * 5), 7);
        Assert.Equal(unchecked(expected * 9), new Xoshiro256(0).Next());
    }

    [Fact]
    public void Bell_shaped_numbers_have_the_asked_mean_and_deviation()
    {
        Xoshiro256 random = new(5);
        double sum = 0, squares = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double x = random.Bell(1_000_000);
            sum += x;
            squares += x * x;
            Assert.InRange(x, -3_470_000, 3_470_000);
        }

        Assert.InRange(sum / 100_000, -10_000, 10_000);
        Assert.InRange(Math.Sqrt(squares / 100_000), 990_000, 1_010_000);
    }

    [Fact]
    public void Numbers_below_a_bound_fill_it_evenly()
    {
        Xoshiro256 random = new(6);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            counts[random.Below(10)]++;
        }

        Assert.All(counts, static c => Assert.InRange(c, 9_500, 10_500));
    }
}
