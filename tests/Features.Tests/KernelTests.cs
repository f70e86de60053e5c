using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Numbers worked by hand, one feature at a time.</summary>
public class KernelTests
{
    private readonly Scene _scene = new();

    [Fact]
    public void Mid_spread_and_microprice_of_one_quote()
    {
        _scene.Quote(0, "100", "101", bidQuantity: "3", askQuantity: "1");

        Assert.Equal(100.5, _scene["mid"]);
        Assert.Equal(1.0, _scene["spread"]);
        Assert.Equal(10_000 / 100.5, _scene["spread_bps"], 1e-12);
        Assert.Equal(100.75, _scene["microprice"]);
        Assert.Equal(0.5, _scene["book_imbalance_1"]);
    }

    [Fact]
    public void The_mid_of_the_largest_prices_does_not_overflow()
    {
        _scene.Set.OnQuote(EventTime.Zero, new Dec8(long.MaxValue), Dec8.One, new Dec8(long.MaxValue), Dec8.One);

        Assert.Equal(long.MaxValue / 1e8, _scene["mid"]);
        Assert.Equal(0, _scene["spread_bps"]);
    }

    [Fact]
    public void Book_imbalance_reads_no_deeper_than_five_levels()
    {
        _scene.Book(0, ["1", "1", "1", "1", "1", "1000"], ["1", "2"]);

        Assert.Equal(0.25, _scene["book_imbalance_5"]);
    }

    [Fact]
    public void Trade_flow_forgets_a_trade_exactly_one_horizon_later()
    {
        _scene.Time(0);
        _scene.Trade(1_000, "3", isBuy: true);
        _scene.Trade(2_000, "1", isBuy: false);

        _scene.Time(4_999);
        Assert.Equal(double.NaN, _scene["trade_flow_imbalance_5s"]);
        _scene.Time(5_999);
        Assert.Equal(0.5, _scene["trade_flow_imbalance_5s"]);
        _scene.Time(6_000);
        Assert.Equal(-1, _scene["trade_flow_imbalance_5s"]);
        _scene.Time(7_000);
        Assert.Equal(double.NaN, _scene["trade_flow_imbalance_5s"]);
    }

    [Fact]
    public void A_return_looks_at_the_mid_in_effect_one_horizon_ago()
    {
        _scene.Mid(0, "100");
        _scene.Mid(900, "200");
        _scene.Mid(999, "110");
        Assert.Equal(double.NaN, _scene["return_1s"]);

        _scene.Time(1_000);
        Assert.Equal(0.1, _scene["return_1s"], 1e-15);
        _scene.Time(1_950);
        Assert.Equal(-0.45, _scene["return_1s"], 1e-15);
        _scene.Time(1_999);
        Assert.Equal(0, _scene["return_1s"]);
    }

    [Fact]
    public void Realised_volatility_of_a_mid_that_alternates_each_second()
    {
        for (int second = 0; second <= 60; second++)
        {
            Assert.Equal(double.NaN, _scene["realised_vol_60s"]);
            _scene.Mid(second * 1_000, second % 2 == 0 ? "100" : "101");
        }

        _scene.Time(60_001);
        Assert.Equal(Math.Sqrt(60) * Math.Log(1.01), _scene["realised_vol_60s"], 1e-13);
    }

    [Fact]
    public void Realised_volatility_is_zero_after_a_minute_of_silence()
    {
        _scene.Mid(0, "100");
        _scene.Mid(500, "150");
        _scene.Time(86_400_000);

        Assert.Equal(0, _scene["realised_vol_60s"]);
    }

    [Fact]
    public void Five_times_the_usual_volume_is_a_spike_of_five()
    {
        _scene.Time(0);
        for (int second = 1; second <= 300; second++)
        {
            _scene.Trade(second * 1_000, "1");
        }

        for (int second = 301; second <= 310; second++)
        {
            _scene.Trade(second * 1_000, "5");
            Assert.Equal(second == 310, !double.IsNaN(_scene["volume_spike_10s"]));
        }

        Assert.Equal(5, _scene["volume_spike_10s"], 1e-12);
    }

    [Fact]
    public void A_drop_is_measured_from_a_price_set_before_the_window_but_replaced_within_it()
    {
        _scene.Mid(0, "100");
        _scene.Mid(60_000, "95");

        Assert.Equal(0.05, _scene["price_drop_10s"], 1e-15);
        _scene.Time(69_999);
        Assert.Equal(0.05, _scene["price_drop_10s"], 1e-15);
        _scene.Time(70_000);
        Assert.Equal(0, _scene["price_drop_10s"]);
    }

    [Fact]
    public void A_peak_of_less_than_a_millisecond_counts_for_the_drop()
    {
        _scene.Mid(0, "100");
        _scene.Mid(20_000, "200");
        _scene.Mid(20_000, "50");

        Assert.Equal(0.75, _scene["price_drop_10s"], 1e-15);
    }

    [Fact]
    public void A_falling_market_with_a_quote_every_millisecond_fits_the_window()
    {
        for (int ms = 0; ms <= 25_000; ms++)
        {
            _scene.Set.OnQuote(EventTime.FromMilliseconds(ms), new Dec8(100_000_000 - ms), Dec8.One, new Dec8(100_000_000 - ms), Dec8.One);
            _scene.Set.OnQuote(EventTime.FromMilliseconds(ms), new Dec8(100_000_000 - ms), Dec8.One, new Dec8(100_000_000 - ms), Dec8.One);
        }

        // The mid of 14999 ms was replaced at 15000 ms, exactly one horizon ago.
        Assert.Equal(10_000 / (100_000_000.0 - 15_000), _scene["price_drop_10s"], 1e-15);
    }
}
