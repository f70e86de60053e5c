using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Whatever is wrong with a pack, the rules in force go on and the cause is shown.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Good = TestRules.BuyAboveHundred;

    private readonly SwitchedRun _run = new(Good, new ListFeed(WalkingMarket.Events(60)), []);

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("parse", "p(X :- q(X).", "CSR1")]
    [InlineData("types", "Use decisions!\np(X) :- qoute(_, X, _, _, _, _).", "CSR2")]
    [InlineData("strata", "Use decisions!\np(X) :- quote(_, X, _, _, _, _), !r(X).\nr(X) :- quote(_, X, _, _, _, _), !p(X).", "CSR25")]
    public void A_pack_whose_rules_do_not_check_is_refused_with_its_diagnostics(string step, string rules, string code)
    {
        PackView refused = Refused(rules);

        Assert.Equal(step, refused.Report!.Failure!.Name);
        Assert.Contains(refused.Report.Failure.Diagnostics, d => d.Code.StartsWith(code, StringComparison.Ordinal));
        Assert.Contains("CSR7201", _run.Notices.Select(static n => n.Code));
    }

    [Fact]
    public void A_pack_whose_test_fails_is_refused_and_tells_which()
    {
        PackView refused = Refused(Good + """

            test "buys below" {
              at 0ms quote(/binance_usdm, "BTCUSDT", 99.0, 99.01, 1.0, 1.0).
              at 0ms expect decision("BTCUSDT", _, _).
            }
            """);

        Assert.Equal("tests", refused.Report!.Failure!.Name);
        Assert.Contains(refused.Report.Failure.Details, static line => line.Contains("buys below", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pack_that_breaks_its_own_promise_is_refused_with_facts_that_break_it()
    {
        if (!Z3Library.IsAvailable)
        {
            return; // tests of the prover say so
        }

        GateCheck check = PackGate.Check(
            PackSources.Of([("test.rules", Good + "\nnever both: decision(S, _, Q), Q > 0.4.")]), _run.Keeper.ActiveProgram, SwitchedRun.Policy with { Proves = true }, CancellationToken.None);

        Assert.False(check.Passed);
        Assert.Equal("invariants", check.Steps[^1].Name);
        Assert.Contains(check.Steps[^1].Details, static line => line.Contains("it decides", StringComparison.Ordinal));
        Assert.Equal(PackState.Refused, _run.Keeper.Stage(check, "test").State);
    }

    [Fact]
    public void A_gate_whose_time_is_over_refuses_and_says_at_which_step()
    {
        GateCheck check = PackGate.Check(PackSources.Of([("test.rules", Good + "\np(1).")]), _run.Keeper.ActiveProgram, SwitchedRun.Policy, new CancellationToken(canceled: true));

        Assert.False(check.Passed);
        Assert.Contains("was over", check.Steps[^1].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_without_a_rule_of_its_own_is_refused_since_it_would_stop_all_decisions() =>
        Assert.Contains("no rule of its own", Refused("Use decisions!").Report!.Failure!.Summary, StringComparison.Ordinal);

    [Fact]
    public void A_supplied_predicate_with_another_key_is_refused() =>
        Assert.Contains("CSR7211", Refused(Keyed("V"), Keyed("V, S")).Report!.Failure!.Diagnostics.Select(static d => d.Code));

    [Fact]
    public void A_decide_statement_with_another_key_is_refused() =>
        Assert.Contains("CSR7212", Refused(Decided("Sym, Venue"), Decided("Sym").Replace("wish(Sym, Venue,", "wish(Sym,", StringComparison.Ordinal)).Report!.Failure!.Diagnostics.Select(static d => d.Code));

    [Fact]
    public void A_pack_that_explodes_beside_the_run_is_dropped_and_the_run_goes_on()
    {
        const string Runaway = """

            param steps = 3000000 in [0, 100000000].
            blow(0) :- quote(_, _, Bid, _, _, _), Bid > 100.5.
            blow(Y) :- blow(X), X < steps, Y = X + 1.
            """;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), MaxCreatedFacts = 500 };
        using SwitchedRun run = new(Good, new ListFeed(WalkingMarket.Events(60)), [], options: options);
        run.OnTick = tick =>
        {
            if (tick == 2)
            {
                Assert.Equal(PackState.Ready, run.Stage(Good + Runaway).State);
            }

            run.Keeper.Pump();
        };
        run.Run();

        PackView failed = run.Keeper.Packs[^1];
        Assert.Equal(PackState.Failed, failed.State);
        Assert.Contains("rolled back", failed.Cause, StringComparison.Ordinal);
        Assert.Contains("CSR7208", run.Notices.Select(static n => n.Code));
        Assert.Equal(0, run.Watcher.Rollbacks);
        Assert.NotEmpty(run.Watcher.Decisions);
    }

    [Fact]
    public void Of_two_people_who_stage_at_once_the_second_has_to_look_at_the_differences_again()
    {
        PackView first = _run.Stage(Good.Replace("100.0", "100.1", StringComparison.Ordinal)), second = _run.Stage(Good.Replace("100.0", "100.2", StringComparison.Ordinal));
        _run.Settled(done => _run.Keeper.Activate(first.Version, "one", done));

        PackException refused = Assert.Throws<PackException>(() => _run.Keeper.Activate(second.Version, "two", static _ => { }));

        Assert.Equal("CSR7205", refused.Diagnostic.Code);
        Assert.Equal(first.Version, _run.Pipeline.ActiveVersion);
    }

    [Fact]
    public void Requests_that_make_no_sense_are_refused_each_with_its_code()
    {
        PackView refused = Refused("p(X :- q(X).");
        PackView ready = _run.Stage(Good.Replace("100.0", "100.1", StringComparison.Ordinal));
        string active = _run.Keeper.ActiveProgram.Version;

        Assert.Equal(PackState.Ready, ready.State);
        Assert.Equal("", refused.Version);
        Assert.Equal("CSR7202", CodeOf(k => k.Activate("nonsense", "test", static _ => { })));
        Assert.Equal("CSR7202", CodeOf(k => k.Shadow("")));
        Assert.Equal("CSR7213", CodeOf(k => k.Activate(active, "test", static _ => { })));
        Assert.Equal("CSR7206", CodeOf(k => k.RollBack("test", "no reason", static _ => { })));
        Assert.Equal("CSR7204", CodeOf(k => k.Shadow(active)));
    }

    [Fact]
    public void After_the_end_of_a_run_its_rules_cannot_be_changed()
    {
        PackView ready = _run.Stage(Good.Replace("100.0", "100.1", StringComparison.Ordinal));
        _run.Run();
        PackException? fault = null;
        _run.Keeper.Activate(ready.Version, "test", f => fault = f);
        _run.Keeper.Pump();

        Assert.Equal("CSR7209", fault?.Diagnostic.Code);
    }

    [Fact]
    public void The_beginning_of_two_versions_names_neither()
    {
        for (int i = 0; i < 17; i++)
        {
            Refused(Good + $"\nversion({i}).\n" + "test \"t\" {\n  at 0ms expect decision(_, _, _).\n}");
        }

        string shared = _run.Keeper.Packs.Select(static p => p.Version[..1]).GroupBy(static v => v).First(static g => g.Count() > 1).Key;

        Assert.Equal("CSR7203", CodeOf(k => k.Shadow(shared)));
    }

    [Fact]
    public void A_pack_that_does_not_catch_up_in_time_is_not_put_in_force()
    {
        using SwitchedRun run = new(Good, new ListFeed(WalkingMarket.Events(20)), [], policy: SwitchedRun.Policy with { SwitchTimeout = TimeSpan.Zero });
        PackView ready = run.Stage(Good.Replace("100.0", "100.1", StringComparison.Ordinal));
        PackException? fault = null;
        run.Keeper.Activate(ready.Version, "test", f => fault = f);
        run.Keeper.Pump();

        Assert.Equal("CSR7207", fault?.Diagnostic.Code);
        Assert.Equal(PackState.Failed, run.Keeper.Packs[^1].State);
        Assert.NotEqual(ready.Version, run.Pipeline.ActiveVersion);
    }

    [Fact]
    public void More_requests_than_may_wait_are_refused()
    {
        PackView ready = _run.Stage(Good.Replace("100.0", "100.1", StringComparison.Ordinal));
        for (int i = 0; i < 16; i++)
        {
            _run.Keeper.Activate(ready.Version, "test", static _ => { });
        }

        Assert.Equal("CSR7210", CodeOf(k => k.Activate(ready.Version, "test", static _ => { })));
    }

    [Fact]
    public void A_pack_that_decides_too_often_is_rolled_back_by_itself()
    {
        PackPolicy policy = SwitchedRun.Policy with { Rollback = new RollbackConditions { MaxDecisionsPerMinute = 1 } };
        using SwitchedRun run = new(Good.Replace("100.0", "1000.0", StringComparison.Ordinal), new ListFeed(WalkingMarket.Events(120)), [], policy: policy);
        string first = run.Pipeline.ActiveVersion;
        run.OnTick = tick =>
        {
            run.Keeper.Pump();
            if (tick == 5)
            {
                run.Switch(Good);
            }
        };
        run.Run();

        Assert.Equal(first, run.Pipeline.ActiveVersion);
        Diagnostic noticed = Assert.Single(run.Notices);
        Assert.Equal("CSR7214", noticed.Code);
        Assert.Contains("decisions a minute", noticed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_parameters_that_do_not_fit_change_nothing()
    {
        const string Rules = Good + "\nparam least = 5.0 in [0.0, 10.0].\nother(V) :- quote(V, _, B, _, _, _), B > least.";
        using MarketRun second = new(TestRules.Bind(Rules), [new ListFeed(WalkingMarket.Events(5))], new TickPipelineOptions { KeepsTape = true, Instruments = DefaultInstruments.Create() }, new Watcher());
        using PackDesk desk = new(second.Pipeline, SwitchedRun.Policy);

        foreach ((string name, string value) in new[] { ("least", "11.0"), ("leest", "1.0"), ("least", "/high") })
        {
            PackException refused = await Assert.ThrowsAsync<PackException>(() => desk.SetParams(new Dictionary<string, string> { [name] = value }, "test"));
            Assert.Equal("CSR7215", refused.Diagnostic.Code);
        }

        Assert.Single(desk.Packs);
    }

    private static string Keyed(string key) => $"""
        Decl price(V, S, P) descr [extensional(), key([{key}])] bound [/name, /string, /dec8].
        seen(V) :- price(V, _, _).
        """;

    private static string Decided(string key) => $"""
        wish(Sym, Venue, Sym, 0.5) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        decide decision({key}, Action, Size) from wish [key([{key}])].
        """;

    private string CodeOf(Action<PackKeeper> ask) => Assert.Throws<PackException>(() => ask(_run.Keeper)).Diagnostic.Code;

    private PackView Refused(string rules, string? live = null)
    {
        SwitchedRun run = live is null ? _run : new SwitchedRun(live, new ListFeed(WalkingMarket.Events(10)), []);
        string active = run.Pipeline.ActiveVersion;
        PackView refused = run.Stage(rules);
        Assert.Equal(PackState.Refused, refused.State);
        Assert.Equal(active, run.Pipeline.ActiveVersion);
        if (live is not null)
        {
            run.Dispose();
        }

        return refused;
    }
}
