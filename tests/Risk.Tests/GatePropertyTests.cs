using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>The gate against an oracle in unbounded integers, over seeded random worlds.</summary>
public class GatePropertyTests
{
    private const int Worlds = 400;
    private const int StepsPerWorld = 40;

    [Fact]
    public void An_entry_is_refused_for_exactly_the_limits_it_breaks()
    {
        HashSet<RiskCode> seen = [];
        int accepted = 0;
        ForEachWorld((world, context) =>
        {
            RiskOracle oracle = new(world);
            OrderIntent order = world.Order(OrderAction.Entry);
            RiskVerdict verdict = RiskGate.Check(order, world.State);
            SortedSet<RiskCode> expected = oracle.Codes(order);
            SortedSet<RiskCode> actual = [.. verdict.Violations.Select(static v => v.Code)];
            Assert.True(expected.SetEquals(actual), $"{context}: {order}\nexpected {string.Join(' ', expected)}\nbut {verdict}");
            Assert.Equal(order, verdict.Order);
            Assert.Empty(verdict.Adjustments);
            seen.UnionWith(actual);
            accepted += verdict.IsAccepted ? 1 : 0;
        });

        Assert.True(accepted > 50, $"only {accepted} entries passed: too few to prove that the gate is not simply shut");
        RiskCode[] unreachable =
        [
            RiskCode.ReduceOnlyNoPosition, RiskCode.ReduceOnlyWouldIncreasePosition, RiskCode.PositionsInconsistent, RiskCode.NumericOverflow,
        ];
        Assert.Equal(Enum.GetValues<RiskCode>().Except(unreachable), seen.Order());
    }

    [Fact]
    public void An_exit_passes_whenever_there_is_something_to_close_and_never_turns_the_position()
    {
        int passed = 0;
        ForEachWorld((world, context) =>
        {
            OrderIntent order = world.Order(OrderAction.Exit);
            BigInteger position = RiskOracle.PositionOf(order.Instrument, world.Events);
            bool possible = order.Instrument != RandomWorld.Unknown && order.Quantity.Raw > 0 && order.LimitPrice is null or { Raw: > 0 }
                && order.Quantity.Raw > 0 && position.Sign == (order.Side == OrderSide.Sell ? 1 : -1);
            RiskVerdict verdict = RiskGate.Check(order, world.State);
            Assert.True(possible == verdict.IsAccepted, $"{context}: {order} with position {position}\n{verdict}");
            if (possible)
            {
                passed++;
                Assert.InRange(verdict.Order.Quantity.Raw, 1, (long)BigInteger.Min(BigInteger.Abs(position), order.Quantity.Raw));
                Assert.True(verdict.Order.ReduceOnly);
                Assert.Equal(order.Quantity != verdict.Order.Quantity || order.LimitPrice != verdict.Order.LimitPrice, verdict.Adjustments.Any(static a => a.From != a.To));
            }
        });

        Assert.True(passed > 1_000, $"only {passed} exits were possible");
    }

    [Fact]
    public void Reduce_only_entries_are_judged_like_exits_and_cancels_always_pass()
    {
        ForEachWorld((world, _) =>
        {
            OrderIntent exit = world.Order(OrderAction.Exit) with { ReduceOnly = true };
            RiskVerdict asEntry = RiskGate.Check(exit with { Action = OrderAction.Entry }, world.State);
            Assert.Equal(RiskGate.Check(exit, world.State).ToString(), asEntry.ToString());
            Assert.True(RiskGate.Check(exit with { Action = OrderAction.Cancel }, world.State).IsAccepted);
        });
    }

    [Fact]
    public void Legs_checked_together_are_judged_as_if_the_accepted_ones_before_were_sent_and_nothing_stays_behind()
    {
        int stopped = 0;
        for (int seed = 1; seed <= 4 * Worlds; seed++)
        {
            (RandomWorld asked, RandomWorld sending) = (Settled(seed), Settled(seed));
            OrderIntent first = asked.Order(OrderAction.Entry);
            OrderIntent[] legs =
                [first, .. Enumerable.Range(0, 8).Select(i => asked.Order(i == 1 ? OrderAction.Exit : OrderAction.Entry) with { At = first.At })];
            string[] alone = [.. legs.Select(leg => RiskGate.Check(leg, asked.State).ToString())];
            string[] together = [.. RiskGate.CheckTogether(legs, asked.State).Select(static v => v.ToString())];

            Assert.Equal(legs.Select(leg => Send(leg, sending.State)), together);
            Assert.Equal(alone, legs.Select(leg => RiskGate.Check(leg, asked.State).ToString()));
            stopped += alone.Zip(together).Count(static pair => pair.First == "accepted" && pair.Second != "accepted");
        }

        Assert.True(stopped > 20, $"only {stopped} legs were stopped by the ones before");
    }

    [Fact]
    public void Equity_is_cash_and_positions_at_their_marks_to_the_last_digit()
    {
        ForEachWorld((world, _) =>
        {
            PositionBook book = world.State.Positions;
            Assert.Equal(new RiskOracle(world).EquityAfter(world.Events), (BigInteger)book.Equity.Raw);
            Assert.Equal(book.Equity.Raw - book.StartEquity.Raw, book.RealisedPnl.Raw + book.UnrealisedPnl.Raw);
            Assert.True(book.PeakEquity >= book.Equity && book.Drawdown >= Amount.Zero);
            foreach (Position position in book.Positions)
            {
                Assert.Equal(RiskOracle.PositionOf(position.Instrument, world.Events), (BigInteger)position.Quantity.Raw);
                Assert.Equal(Math.Sign(position.Quantity.Raw), position.Cost.Raw.CompareTo(0));
            }
        });
    }

    [Fact]
    public void Rounding_an_entry_to_the_filters_leaves_no_precision_to_complain_about_and_never_risks_more()
    {
        ForEachWorld((world, _) =>
        {
            OrderIntent order = world.Order(OrderAction.Entry);
            if (world.State.Instruments.TryGet(order.Instrument, out InstrumentFilters? filters))
            {
                SizedOrder sized = OrderSizer.RoundToFilters(order, filters);
                RiskVerdict verdict = RiskGate.Check(sized.Order, world.State);
                Assert.DoesNotContain(verdict.Violations, static v => v.Code is RiskCode.QuantityPrecision or RiskCode.PricePrecision);
                Assert.True(sized.Order.Quantity <= order.Quantity);
                Assert.True(order.Side == OrderSide.Buy ? !(sized.Order.LimitPrice > order.LimitPrice) : !(sized.Order.LimitPrice < order.LimitPrice));
                Assert.Equal(sized.Order != order, sized.Adjustments.Length > 0);
            }
        });
    }

    private static RandomWorld Settled(int seed)
    {
        RandomWorld world = new(seed);
        for (int step = 0; step < StepsPerWorld / 4; step++)
        {
            world.Step();
        }

        return world;
    }

    /// <summary>Checks a leg and, when it passes, records it as sent and working for good.</summary>
    private static string Send(OrderIntent leg, RiskState state)
    {
        RiskVerdict verdict = RiskGate.Check(leg, state);
        if (verdict.IsAccepted)
        {
            state.OrderSent(leg.At);
            Assert.True(leg.Action == OrderAction.Exit || state.Working.TryAdd($"leg {state.Working.Count}", leg.Instrument, leg.Side, leg.Quantity));
        }

        return verdict.ToString();
    }

    private static void ForEachWorld(Action<RandomWorld, string> check)
    {
        for (int seed = 1; seed <= Worlds; seed++)
        {
            RandomWorld world = new(seed);
            for (int step = 0; step < StepsPerWorld; step++)
            {
                world.Step();
                check(world, $"seed {seed}, step {step}");
            }
        }
    }
}
