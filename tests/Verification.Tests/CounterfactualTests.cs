using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Nearest counterfactuals: found, confirmed, and no smaller one on a grid.</summary>
public sealed class CounterfactualTests
{
    private const string Pack = """
        Decl q(S, Bid, Ask) descr [extensional(), key([S])] bound [/string, /dec8, /dec8].
        Decl feed(S, Status) descr [extensional(), key([S])] bound [/string, /name].
        Decl propose(S, A, Q) bound [/string, .Struct</kind: /name>, /dec8].
        Decl veto(S, R) bound [/string, /name].
        decide decision(S, A, Q) from propose [key([S]), veto(veto)].
        #[id("go")] propose(S, {/kind: /long}, 1) :- q(S, _, _).
        veto(S, /low) :- q(S, Bid, _), Bid <= 10.
        veto(S, /wide) :- q(S, Bid, Ask), Ask - Bid > 2.
        veto(S, /stale) :- q(S, _, _), !feed(S, /live).
        """;

    private static readonly BoundProgram _program = Rules.Program(Pack);

    public static TheoryData<int, int> Quotes()
    {
        TheoryData<int, int> quotes = [];
        for (int bid = 6; bid <= 12; bid++)
        {
            for (int width = 1; width <= 4; width++)
            {
                quotes.Add(bid, bid + width);
            }
        }

        return quotes;
    }

    /// <summary>Cost is the sum of relative changes; the grid is quarters of a unit, and the exact answer may be finer but never dearer.</summary>
    [Theory]
    [MemberData(nameof(Quotes))]
    public void No_smaller_change_is_on_a_grid(int bid, int ask)
    {
        Counterfactual found = Find(bid, ask, "/live");

        Assert.True(found.IsFound, string.Join("; ", found.Reasons));
        bool fires = bid > 10 && ask - bid <= 2;
        Assert.Equal(!fires, found.WouldFire);
        double best = double.MaxValue;
        for (double b = 4; b <= 16; b += 0.25)
        {
            for (double a = 4; a <= 18; a += 0.25)
            {
                if ((b > 10 && a - b <= 2) != fires)
                {
                    best = Math.Min(best, (Math.Abs(b - bid) / bid) + (Math.Abs(a - ask) / ask));
                }
            }
        }

        Assert.True(found.Cost <= best + 1e-9, $"{found.Cost} > {best}: {string.Join(", ", found.Changes)}");
    }

    [Fact]
    public void A_status_may_change_as_well()
    {
        Counterfactual found = Find(11, 12, "/gap");

        Assert.Equal(["-feed(\"BTC\", /gap)", "+feed(\"BTC\", /live)"], found.Changes.Select(static c => c.ToString()));
        Assert.Equal(1.0, found.Cost);
    }

    [Fact]
    public void A_rule_that_proposes_nothing_has_no_answer() =>
        Assert.Null(new CounterfactualFinder(_program, VerifyOptions.Default).Find(State(11, 12, "/live"), "decision", ["\"ETH\""], "go"));

    [Theory]
    [InlineData(11, 12, false)]
    [InlineData(9, 12, true)]
    public void Where_history_decided_no_change_of_facts_is_offered(int bid, int ask, bool wasDecided)
    {
        Counterfactual found = new CounterfactualFinder(_program, VerifyOptions.Default).Find(State(bid, ask, "/live"), "decision", ["\"BTC\""], "go", new CandidatePast(wasDecided, null))!;

        Assert.Equal(!wasDecided, found.WouldFire);
        Assert.Empty(found.Changes);
        Assert.StartsWith("on its facts alone", Assert.Single(found.Reasons), StringComparison.Ordinal);
    }

    /// <summary>The key was decided half a second ago and cools down for two: the same facts decide 1.5 s later, and a loser has to wait besides.</summary>
    [Theory]
    [InlineData(11, 12, 1_500_000_000, 0)]
    [InlineData(9, 10, 1_500_000_000, 1)]
    public void A_key_that_cools_down_is_looked_at_when_it_has(int bid, int ask, long wait, int changed)
    {
        BoundProgram cooling = Rules.Program(Pack.Replace("veto(veto)]", "veto(veto), cooldown(2s)]", StringComparison.Ordinal));
        GivenState state = State(bid, ask, "/live") with { At = new EventTime(10_500_000_000) };

        Counterfactual found = new CounterfactualFinder(cooling, VerifyOptions.Default).Find(state, "decision", ["\"BTC\""], "go", new CandidatePast(false, new EventTime(10_000_000_000)))!;

        Assert.True(found.IsFound, string.Join("; ", found.Reasons));
        Assert.True(found.WouldFire);
        Assert.Equal(wait, found.WaitNs);
        Assert.Equal(changed, found.Changes.Count(static c => c.Kind == ChangeKind.Assert));
    }

    /// <summary>Above 3, below 100: the least is at the edge, however far the solver would like to keep from it.</summary>
    [Theory]
    [InlineData("2.0", 0.5)]
    [InlineData("150.0", 1 / 3.0)]
    [InlineData("1.0", 2.0)]
    public void An_edge_that_must_be_crossed_is_crossed_by_the_last_digit(string value, double cost)
    {
        BoundProgram program = Rules.Program("""
            Decl f(S, X, Other) descr [extensional(), key([S])] bound [/string, /float64, /float64].
            Decl propose(S, A, Q) bound [/string, .Struct</kind: /name>, /dec8].
            Decl veto(S, R) bound [/string, /name].
            decide decision(S, A, Q) from propose [key([S]), veto(veto)].
            #[id("go")] propose(S, {/kind: /long}, 1) :- f(S, _, _).
            veto(S, /low) :- f(S, X, _), X <= 3.0.
            veto(S, /high) :- f(S, X, _), X >= 100.0.
            veto(S, /other) :- f(S, _, Other), Other > 50.0.
            """);
        Fact fact = new("f", Value.String("BTC"), Value.Float64(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)), Value.Float64(7.0));

        Counterfactual found = new CounterfactualFinder(program, VerifyOptions.Default).Find(new GivenState([fact], ImmutableSortedDictionary<string, Value>.Empty, EventTime.Zero), "decision", ["\"BTC\""], "go")!;

        Assert.True(found.IsFound, string.Join("; ", found.Reasons));
        Assert.InRange(found.Cost, cost, cost + 1e-8);
        Assert.Equal(7.0, Assert.Single(found.Changes, static c => c.Kind == ChangeKind.Assert).Fact.Arguments[2].AsFloat64);
        Assert.True(found.IsNearest);
    }

    [Fact]
    public void A_search_that_nobody_waits_for_stops() =>
        Assert.Throws<OperationCanceledException>(static () => new CounterfactualFinder(_program, VerifyOptions.Default).Find(State(9, 12, "/live"), "decision", ["\"BTC\""], "go", stop: new CancellationToken(canceled: true)));

    private static Counterfactual Find(int bid, int ask, string status) =>
        new CounterfactualFinder(_program, VerifyOptions.Default).Find(State(bid, ask, status), "decision", ["\"BTC\""], "go")!;

    private static GivenState State(int bid, int ask, string status) => new(
        [
            new Fact("feed", Value.String("BTC"), Value.Name(status)),
            new Fact("q", Value.String("BTC"), Dec(bid), Dec(ask)),
        ],
        ImmutableSortedDictionary<string, Value>.Empty,
        EventTime.Zero);

    private static Value Dec(int whole) => Value.Decimal(new Dec8(whole * Dec8.Scale));
}
