namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class InstrumentMapTests
{
    [Fact]
    public void An_instrument_is_found_by_value_through_any_of_its_objects()
    {
        InstrumentMap<string> map = new();
        Assert.Null(map.Find(Named(1)));
        for (int i = 0; i < 1_000; i++)
        {
            map.Add(Named(i), $"value {i}");
        }

        Instrument[] again = [.. Enumerable.Range(0, 1_000).Select(Named)];
        for (int round = 0; round < 3; round++)
        {
            Assert.All(Enumerable.Range(0, 1_000), i => Assert.Equal($"value {i}", map.Find(again[i])));
        }

        Assert.Null(map.Find(new Instrument("/a", "NONE")));
        Assert.Equal(1_000, map.Values.Count);
        Assert.Throws<ArgumentException>(() => map.Add(Named(7), "another"));
    }

    private static Instrument Named(int i) => new($"/venue{i % 3}", $"S{i}");
}
