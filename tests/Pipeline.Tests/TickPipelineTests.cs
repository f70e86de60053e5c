using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Whole ticks: decision, gate, fill, and the facts they change.</summary>
public sealed class TickPipelineTests
{
    private readonly Watcher _watcher = new();

    [Fact]
    public void An_entry_is_filled_and_its_stop_closes_it()
    {
        Run(Rules.BuyAboveHundred, Runs.Cycles(1));

        Assert.Equal(["buy", "exit.stop_long"], _watcher.Decisions.Select(static d => d.Decision.RuleId));
        Assert.Equal(["100.02", "99.5"], _watcher.Decisions.SelectMany(static d => d.Fills).Select(static f => f.Price.ToString()));
        Assert.Contains("/wide_spread", Assert.Single(_watcher.NonDecisions).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_the_gate_refuses_is_told_and_not_filled()
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Limits = RiskLimits.Default with { MaxNotionalPerOrder = Dec8.Parse("10") } };

        Run(Rules.BuyAboveHundred, Runs.Cycles(1), options);

        DecisionOutcome outcome = Assert.Single(_watcher.Decisions);
        Assert.False(Assert.Single(outcome.Verdicts).IsAccepted);
        Assert.Empty(outcome.Fills);
    }

    [Fact]
    public void An_action_that_no_order_can_be_made_of_is_told_with_its_reason()
    {
        Run(Rules.BuyAboveHundred.Replace("/kind: /long", "/kind: /hodl", StringComparison.Ordinal), Runs.Cycles(1));

        Assert.Contains("/hodl", Assert.Single(_watcher.Decisions).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_decided_on_a_feed_that_is_not_whole()
    {
        Market market = new();

        Run(Rules.BuyAboveHundred, market.Quote(1_000, "99", "99.01"), market.Status(1_100, FeedStatusKind.Outage), market.Quote(1_200, "100.01", "100.02"));

        Assert.Empty(_watcher.Decisions);
        Assert.Equal([FeedStatusKind.Outage], _watcher.Statuses);
    }

    [Fact]
    public void A_transaction_over_its_budget_is_rolled_back_and_told_and_the_run_goes_on()
    {
        const string Runaway = """

            param steps = 3000 in [0, 100000].
            /// Explodes while the bid is above 100.
            blow(0) :- quote(_, _, Bid, _, _, _), Bid > 100.0.
            blow(Y) :- blow(X), X < steps, Y = X + 1.
            """;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MaxCreatedFacts = 500 };

        Run(Rules.BuyAboveHundred + Runaway, Runs.Cycles(2), options);

        Assert.Equal(4, _watcher.Rollbacks);
        Assert.Empty(_watcher.Decisions);
    }

    [Fact]
    public void What_a_rolled_back_transaction_was_told_is_told_again_so_nothing_trades_on_a_dead_feed()
    {
        const string Program = """
            Use decisions!

            param steps = 3000 in [0, 100000].
            /// Explodes while the feed is down.
            blow(0) :- feed(/binance_usdm, _, /down).
            blow(Y) :- blow(X), X < steps, Y = X + 1.

            /// Buys when the other venue has traded.
            #[id("follow"), class(/entry)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :-
                quote(Venue, Sym, _, _, _, _), Venue = /binance_usdm, price(/binance_spot, Sym, Price), Price > 0.0.
            """;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MaxCreatedFacts = 500 };
        Market market = new(), other = new() { Instrument = new Instrument("/binance_spot", "BTCUSDT") };
        MarketEvent[] dead = [market.Quote(1_000, "100", "100.01"), market.Status(1_100, FeedStatusKind.Outage), other.Trade(1_200, "100"), other.Trade(1_300, "101")];

        Run(Program, dead, options);
        Assert.Equal(3, _watcher.Rollbacks);
        Assert.Empty(_watcher.Decisions);

        Run(Program, [.. dead, market.Status(1_400, FeedStatusKind.Resumed), market.Quote(1_500, "100", "100.01")], options);
        Assert.Equal("follow", Assert.Single(_watcher.Decisions).Decision.RuleId);
    }

    [Fact]
    public void Time_that_a_feed_takes_back_never_goes_back_for_the_rules()
    {
        Market market = new();

        Run(Rules.BuyAboveHundred, market.Quote(5_000, "99", "99.01"), market.Quote(4_000, "100.01", "100.02"), market.Quote(5_100, "100.01", "100.03"));

        Assert.All(_watcher.Decisions, static d => Assert.True(d.Decision.At >= EventTime.FromMilliseconds(5_000)));
        Assert.NotEmpty(_watcher.Decisions);
    }

    private void Run(string program, params MarketEvent[] events) => Run(program, events, null);

    private void Run(string program, MarketEvent[] events, TickPipelineOptions? options)
    {
        BoundProgram bound = Rules.Bind(program);
        Runs.Run(bound, new ListFeed(events), _watcher, options: options);
    }
}
