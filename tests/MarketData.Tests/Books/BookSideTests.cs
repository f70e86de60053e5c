using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class BookSideTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void A_side_behaves_as_a_sorted_dictionary(bool isBid, int seed)
    {
        Random random = new(seed);
        BookSide side = new(isBid);
        SortedDictionary<long, long> oracle = new(Comparer<long>.Create((a, b) => isBid ? b.CompareTo(a) : a.CompareTo(b)));
        for (int i = 0; i < 20_000; i++)
        {
            long price = random.Next(1, 700);
            long size = random.Next(3);
            Assert.True(side.Set(new BookLevel(new Dec8(price), new Dec8(size))));
            if (size == 0)
            {
                oracle.Remove(price);
            }
            else
            {
                oracle[price] = size;
            }

            Assert.Equal(oracle.Count, side.Count);
            if (i % 500 == 0)
            {
                Assert.Equal(oracle.Select(static p => (p.Key, p.Value)), Enumerable.Range(0, side.Count).Select(d => (side[d].Price.Raw, side[d].Size.Raw)));
            }
        }
    }

    [Fact]
    public void At_the_bound_the_level_farthest_from_the_touch_gives_way()
    {
        BookSide asks = new(isBid: false);
        for (int i = BookSide.MaxLevels - 1; i >= 0; i--)
        {
            Assert.True(asks.Set(Level(1000 + i)));
        }

        Assert.False(asks.Set(Level(500)));
        Assert.False(asks.Set(Level(1_000_000)));
        Assert.Equal(BookSide.MaxLevels, asks.Count);
        Assert.Equal(500, asks[0].Price.Raw);
        Assert.Equal(1000 + BookSide.MaxLevels - 2, asks[BookSide.MaxLevels - 1].Price.Raw);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void Asking_for_a_level_that_is_not_there_throws(int depth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BookSide(isBid: true)[depth]);

    private static BookLevel Level(long price) => new(new Dec8(price), Dec8.One);
}
