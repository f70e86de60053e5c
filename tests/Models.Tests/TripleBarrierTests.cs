namespace CryptoScalp.Rules.Models.Tests;

public sealed class TripleBarrierTests
{
    /// <summary>Against looking at every moment's future directly.</summary>
    [Fact]
    public void Streaming_labels_equal_those_of_looking_ahead()
    {
        Random random = new(7);
        for (int run = 0; run < 200; run++)
        {
            int horizon = random.Next(1, 12);
            double cost = random.Next(0, 20);
            List<(double High, double Low, double Close, double Vol)> bars = [];
            double price = 100;
            for (int i = 0; i < 60; i++)
            {
                double open = price;
                price *= 1 + ((random.NextDouble() - 0.5) * 0.01);
                bars.Add((Math.Max(open, price) * (1 + (random.NextDouble() * 0.003)), Math.Min(open, price) * (1 - (random.NextDouble() * 0.003)), price, i % 9 == 8 ? double.NaN : random.NextDouble() * 0.006));
            }

            Assert.Equal(LookingAhead(bars, horizon, cost), Streaming(bars, horizon, cost));
        }
    }

    [Fact]
    public void A_touch_pays_what_lies_beyond_the_costs()
    {
        TripleBarrier barrier = new(horizonBars: 3, costBps: 10);
        BarrierOutcome[] ended = new BarrierOutcome[3];
        Assert.Equal(0, barrier.Next(100, 100, 100, 0.002, ended));
        Assert.Equal(1, barrier.Next(100.31, 99.99, 100.1, double.NaN, ended));
        Assert.Equal(BarrierClass.Up, ended[0].Class);
        Assert.Equal(20, ended[0].LongBps, 9);
        Assert.Equal(-40, ended[0].ShortBps, 9);
    }

    [Fact]
    public void A_bar_that_touches_both_is_a_loss_either_way()
    {
        TripleBarrier barrier = new(horizonBars: 3, costBps: 10);
        BarrierOutcome[] ended = new BarrierOutcome[3];
        barrier.Next(100, 100, 100, 0.002, ended);
        barrier.Next(101, 99, 100, double.NaN, ended);
        Assert.Equal(new BarrierOutcome(0, BarrierClass.None, -40, -40), ended[0] with { LongBps = Math.Round(ended[0].LongBps, 9), ShortBps = Math.Round(ended[0].ShortBps, 9) });
    }

    [Fact]
    public void After_an_interruption_nothing_old_is_judged()
    {
        TripleBarrier barrier = new(horizonBars: 2, costBps: 0);
        BarrierOutcome[] ended = new BarrierOutcome[2];
        barrier.Next(100, 100, 100, 0.01, ended);
        barrier.Reset();
        Assert.Equal(0, barrier.Next(200, 50, 100, 0.01, ended));
    }

    private static List<BarrierOutcome> Streaming(List<(double High, double Low, double Close, double Vol)> bars, int horizon, double cost)
    {
        TripleBarrier barrier = new(horizon, cost);
        BarrierOutcome[] ended = new BarrierOutcome[horizon];
        List<BarrierOutcome> all = [];
        foreach ((double high, double low, double close, double vol) in bars)
        {
            int count = barrier.Next(high, low, close, vol, ended);
            all.AddRange(ended.Take(count));
        }

        return [.. all.OrderBy(static o => o.Entry)];
    }

    private static List<BarrierOutcome> LookingAhead(List<(double High, double Low, double Close, double Vol)> bars, int horizon, double cost)
    {
        List<BarrierOutcome> all = [];
        for (int i = 0; i < bars.Count; i++)
        {
            if (double.IsFinite(bars[i].Vol) && bars[i].Vol > 0 && Outcome(bars, i, horizon, cost) is { } outcome)
            {
                all.Add(outcome);
            }
        }

        return all;
    }

    private static BarrierOutcome? Outcome(List<(double High, double Low, double Close, double Vol)> bars, int entry, int horizon, double cost)
    {
        double price = bars[entry].Close, distance = (cost / 10_000) + bars[entry].Vol, gain = 10_000 * distance;
        for (int i = entry + 1; i <= entry + horizon && i < bars.Count; i++)
        {
            bool up = bars[i].High >= price * (1 + distance), down = bars[i].Low <= price * (1 - distance);
            if (up || down)
            {
                return up && down ? new BarrierOutcome(entry, BarrierClass.None, -gain - cost, -gain - cost)
                    : up ? new BarrierOutcome(entry, BarrierClass.Up, gain - cost, -gain - cost)
                    : new BarrierOutcome(entry, BarrierClass.Down, -gain - cost, gain - cost);
            }
        }

        if (entry + horizon >= bars.Count)
        {
            return null;
        }

        double move = 10_000 * ((bars[entry + horizon].Close / price) - 1);
        return new BarrierOutcome(entry, BarrierClass.None, move - cost, -move - cost);
    }
}
