using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>Ten bought at 100 with 10000 of equity: each point of the price is 10 of equity.</summary>
public class KillSwitchTests
{
    private const long DayMs = 86_400_000;

    [Theory]
    [InlineData("start", "90", true)]
    [InlineData("start", "90.1", false)]
    [InlineData("peak", "110.1", false)]
    public void A_loss_trips_exactly_at_its_limit(string baseline, string mark, bool trips)
    {
        RiskState state = Bought(baseline);
        Mark(state, mark, 1);

        Assert.Equal(trips, Assert.Single(state.KillSwitches).IsTripped);
    }

    [Theory]
    [InlineData(LossBaseline.Start, "90", true)]
    [InlineData(LossBaseline.Start, "90.00000001", false)]
    [InlineData(LossBaseline.Day, "90", true)]
    [InlineData(LossBaseline.Peak, "90.00000001", false)]
    public void A_fraction_of_the_baseline_trips_exactly_at_its_limit(LossBaseline baseline, string mark, bool trips)
    {
        RiskState state = GateScene.Create(new RiskLimits { KillSwitches = [new(baseline, null, Dec8.Parse("0.01"))] });
        Assert.Equal(FillOutcome.Booked, state.ApplyFill(GateScene.Fill("10", "100")));
        Mark(state, mark, 1);

        Assert.Equal(trips, Assert.Single(state.KillSwitches).IsTripped);
    }

    [Fact]
    public void A_peak_baseline_measures_from_the_highest_equity_and_a_start_baseline_does_not()
    {
        RiskState peak = Bought("peak");
        RiskState start = Bought("start");
        foreach (RiskState state in (RiskState[])[peak, start])
        {
            Mark(state, "120", 1);
            Mark(state, "110", 2);
        }

        Assert.True(peak.KillSwitches[0].IsTripped);
        Assert.False(start.KillSwitches[0].IsTripped);
        Assert.Equal(
            "refused\nDRAWDOWN_EXCEEDS_LIMIT baseline=peak baseline_equity=10200.0 equity=10100.0 at_ns=2000000 max_loss=100.0 venue=/x symbol=BTCUSDT",
            RiskGate.Check(GateScene.Entry("1", "110") with { At = EventTime.FromMilliseconds(2) }, peak).ToString());
    }

    [Fact]
    public void A_tripped_switch_stays_tripped_when_the_price_recovers_until_an_operator_resets_it()
    {
        RiskState state = Bought("start");
        Mark(state, "90", 1);
        Mark(state, "150", 2);
        Assert.True(state.KillSwitches[0].IsTripped);

        state.KillSwitches[0].Reset();
        Mark(state, "150", 3);
        Assert.False(state.KillSwitches[0].IsTripped);
    }

    [Fact]
    public void A_day_switch_arms_again_at_midnight_and_measures_from_the_equity_of_midnight()
    {
        RiskState state = Bought("day");
        Mark(state, "90", 1);
        Assert.True(state.KillSwitches[0].IsTripped);

        state.AdvanceTo(EventTime.FromMilliseconds(DayMs));
        Assert.False(state.KillSwitches[0].IsTripped);
        Assert.Equal("9900.0", state.Positions.DayStartEquity.ToString());

        Mark(state, "80.1", DayMs + 1);
        Assert.False(state.KillSwitches[0].IsTripped);
        Mark(state, "80", DayMs + 2);
        Assert.True(state.KillSwitches[0].IsTripped);
    }

    [Fact]
    public void The_first_mark_of_a_day_counts_against_the_equity_of_the_evening_before()
    {
        RiskState state = Bought("day");
        Mark(state, "90", DayMs);

        Assert.Equal("10000.0", state.Positions.DayStartEquity.ToString());
        Assert.True(state.KillSwitches[0].IsTripped);
    }

    private static RiskState Bought(string baseline)
    {
        LossBaseline from = Enum.Parse<LossBaseline>(baseline, ignoreCase: true);
        RiskState state = GateScene.Create(new RiskLimits { KillSwitches = [new(from, Dec8.Parse("100"), null)] });
        Assert.Equal(FillOutcome.Booked, state.ApplyFill(GateScene.Fill("10", "100")));
        return state;
    }

    private static void Mark(RiskState state, string price, long ms) =>
        Assert.Equal(MarkOutcome.Applied, state.Mark(GateScene.Btc, Dec8.Parse(price), EventTime.FromMilliseconds(ms)));
}
