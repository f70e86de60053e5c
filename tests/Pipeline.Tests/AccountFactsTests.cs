using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What the rules are told of positions and the account.</summary>
public sealed class AccountFactsTests
{
    private const string ReadsAll = """
        Use market!
        p(S) :- position(S, _).
        p(S) :- holding(_, S, _, _).
        q(F) :- account(F, _).
        q(F) :- trading_state(F, _).
        """;

    private readonly RiskState _risk = new(RiskLimits.Default, DefaultInstruments.Create(), new Dec8(1_000 * Dec8.Scale));
    private int _time;

    [Fact]
    public void At_the_start_the_account_is_told_and_nothing_is_held()
    {
        Assert.Equal(
            ["account(/drawdown, 0.0)", "account(/equity, 1000.0)", "account(/realised_pnl, 0.0)", "trading_state(/all, /active)"],
            Told(new AccountFacts(new SuppliedPredicates(Rules.Bind(ReadsAll)), _risk)));
    }

    [Fact]
    public void Only_what_changed_is_told_again()
    {
        AccountFacts account = new(new SuppliedPredicates(Rules.Bind(ReadsAll)), _risk);
        Told(account);
        Assert.Empty(Told(account));

        Fill("/binance_spot", OrderSide.Buy, "2", "100");
        Assert.Equal(["holding(/binance_spot, \"BTCUSDT\", 2.0, 100.0)", "position(\"BTCUSDT\", 2.0)"], Told(account));

        Fill("/binance_usdm", OrderSide.Sell, "0.5", "100");
        Assert.Equal(["holding(/binance_usdm, \"BTCUSDT\", -0.5, 100.0)", "position(\"BTCUSDT\", 1.5)"], Told(account));
    }

    [Fact]
    public void What_was_closed_is_told_as_zero_and_the_loss_shows()
    {
        AccountFacts account = new(new SuppliedPredicates(Rules.Bind(ReadsAll)), _risk);
        Fill("/binance_spot", OrderSide.Buy, "2", "100");
        Told(account);

        Fill("/binance_spot", OrderSide.Sell, "2", "99");

        Assert.Equal(
            ["account(/drawdown, 2.0)", "account(/equity, 998.0)", "account(/realised_pnl, -2.0)", "holding(/binance_spot, \"BTCUSDT\", 0.0, 0.0)", "position(\"BTCUSDT\", 0.0)"],
            Told(account));
    }

    [Fact]
    public void A_kill_switch_or_the_operator_halts_trading_in_the_facts_too()
    {
        AccountFacts account = new(new SuppliedPredicates(Rules.Bind(ReadsAll)), _risk);
        Told(account);
        _risk.Trading = TradingState.Reducing;
        Assert.Equal(["trading_state(/all, /reducing)"], Told(account));

        Fill("/binance_spot", OrderSide.Buy, "5", "100");
        Fill("/binance_spot", OrderSide.Sell, "5", "85"); // -7.5 % of the day's equity: beyond the default 5 %
        Assert.Contains("trading_state(/all, /halted)", Told(account));
    }

    [Fact]
    public void A_program_that_reads_nothing_of_it_is_told_nothing()
    {
        AccountFacts account = new(new SuppliedPredicates(Rules.Bind("p(1).")), _risk);
        Fill("/binance_spot", OrderSide.Buy, "2", "100");

        Assert.Empty(Told(account));
    }

    private void Fill(string venue, OrderSide side, string quantity, string price) =>
        Assert.Equal(FillOutcome.Booked, _risk.ApplyFill(new Fill(new InstrumentId(venue, "BTCUSDT"), side, Dec8.Parse(quantity), Dec8.Parse(price), Dec8.Zero, EventTime.FromMilliseconds(++_time))));

    private static string[] Told(AccountFacts account)
    {
        RowChanges told = new();
        account.Publish(told);
        FactChange[] changes = [.. Enumerable.Range(0, told.Count).Select(told.FactChangeOf)];
        Assert.All(changes, static c => Assert.Equal(ChangeKind.Assert, c.Kind));
        return [.. changes.Select(static c => c.Fact.ToString()).Order(StringComparer.Ordinal)];
    }
}
