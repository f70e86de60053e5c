using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

public class PositionBookTests
{
    private readonly PositionBook _book = GateScene.Create().Positions;

    [Fact]
    public void Closing_a_part_realises_its_profit_after_fees_and_keeps_the_average()
    {
        _book.Apply(GateScene.Fill("1", "100", fee: "0.1"));
        _book.Apply(GateScene.Fill("3", "104", fee: "0.3"));
        _book.Apply(GateScene.Fill("2", "110", OrderSide.Sell, fee: "0.2"));

        Position position = _book.Get(GateScene.Btc);
        Assert.Equal((Dec8.Parse("2"), Dec8.Parse("103")), (position.Quantity, position.AverageEntry!.Value));
        Assert.Equal("13.4", _book.RealisedPnl.ToString());
        Assert.Equal("-6.0", _book.UnrealisedPnl.ToString());
        Assert.Equal("10007.4", _book.Equity.ToString());
    }

    [Fact]
    public void A_fill_through_zero_turns_the_position_at_its_own_price()
    {
        _book.Apply(GateScene.Fill("1", "100"));
        _book.Apply(GateScene.Fill("3", "90", OrderSide.Sell));

        Position position = _book.Get(GateScene.Btc);
        Assert.Equal((Dec8.Parse("-2"), Dec8.Parse("90")), (position.Quantity, position.AverageEntry!.Value));
        Assert.Equal("-10.0", _book.RealisedPnl.ToString());
    }

    [Fact]
    public void Thirds_leave_no_residue_when_the_position_is_flat()
    {
        _book.Apply(GateScene.Fill("3", "100"));
        _book.Apply(GateScene.Fill("0.00000007", "33.33333333"));
        for (int i = 0; i < 3; i++)
        {
            _book.Apply(GateScene.Fill("1", "100.00000001", OrderSide.Sell));
        }

        _book.Apply(GateScene.Fill("0.00000007", "33.33333333", OrderSide.Sell));
        Position position = _book.Get(GateScene.Btc);
        Assert.True(position.IsFlat);
        Assert.Equal(Amount.Zero, position.Cost);
        Assert.Null(position.AverageEntry);
        Assert.Equal("0.00000003", _book.RealisedPnl.ToString());
    }

    [Fact]
    public void A_fill_of_an_unknown_instrument_leaves_the_book_as_it_was_and_untrusted()
    {
        _book.Apply(GateScene.Fill("1", "100"));
        Amount before = _book.Equity;

        Assert.Equal(FillOutcome.UnknownInstrument, _book.Apply(GateScene.Fill("1", "100") with { Instrument = new InstrumentId("/x", "NONE") }));
        Assert.Equal(before, _book.Equity);
        Assert.False(_book.IsConsistent);
    }

    [Fact]
    public void A_fill_that_does_not_fit_leaves_the_book_as_it_was_and_untrusted()
    {
        _book.Apply(GateScene.Fill("1", "100"));
        IReadOnlyList<Position> before = _book.Positions;

        Assert.Equal(FillOutcome.Overflow, _book.Apply(GateScene.Fill("92233720368", "92233720368")));
        Assert.Equal(before, _book.Positions);
        Assert.False(_book.IsConsistent);
    }

    [Fact]
    public void A_late_mark_does_not_replace_a_newer_one()
    {
        _book.Mark(GateScene.Btc, Dec8.Parse("105"), EventTime.FromMilliseconds(10));

        Assert.Equal(MarkOutcome.Late, _book.Mark(GateScene.Btc, Dec8.Parse("95"), EventTime.FromMilliseconds(9)));
        Assert.Equal(MarkOutcome.Refused, _book.Mark(GateScene.Btc, Dec8.Zero, EventTime.FromMilliseconds(11)));
        Assert.Equal(Dec8.Parse("105"), _book.Get(GateScene.Btc).Mark);
    }

    [Fact]
    public void The_order_of_fills_of_different_instruments_does_not_matter()
    {
        RandomWorld forward = new(3);
        for (int i = 0; i < 300; i++)
        {
            forward.Step();
        }

        RandomWorld again = new(3);
        foreach (object happened in forward.Events.OrderBy(static e => e is Fill f ? f.Instrument : ((MarkEvent)e).Instrument))
        {
            if (happened is Fill fill)
            {
                again.State.ApplyFill(fill);
            }
            else if (happened is MarkEvent mark)
            {
                again.State.Mark(mark.Instrument, mark.Price, mark.At);
            }
        }

        Assert.Equal(forward.State.Positions.Equity, again.State.Positions.Equity);
        Assert.Equal(forward.State.Positions.RealisedPnl, again.State.Positions.RealisedPnl);
        Assert.Equal(forward.State.Positions.Positions, again.State.Positions.Positions);
    }

    [Fact]
    public void Working_orders_are_bounded_and_end_when_filled()
    {
        WorkingOrders working = new();
        Assert.True(working.TryAdd("a", GateScene.Btc, OrderSide.Buy, Dec8.Parse("2")));
        Assert.False(working.TryAdd("a", GateScene.Btc, OrderSide.Buy, Dec8.One));
        Assert.False(working.TryAdd("b", GateScene.Btc, OrderSide.Buy, Dec8.Zero));
        Assert.True(working.Reduce("a", Dec8.Parse("1.5")));
        Assert.Equal((50_000_000, 0), working.Of(GateScene.Btc));
        Assert.True(working.Reduce("a", Dec8.One));
        Assert.Equal(0, working.Count);
        Assert.False(working.Remove("a"));

        for (int i = 0; i < WorkingOrders.Capacity; i++)
        {
            Assert.True(working.TryAdd($"o{i}", GateScene.Btc, OrderSide.Sell, Dec8.One));
        }

        Assert.False(working.TryAdd("one too many", GateScene.Btc, OrderSide.Sell, Dec8.One));
    }
}
