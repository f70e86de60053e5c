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
        Counterfactual found = new CounterfactualFinder(_program, VerifyOptions.Default).Find(State(bid, ask, "/live"), "decision", ["\"BTC\""], "go", wasDecided)!;

        Assert.Equal(!wasDecided, found.WouldFire);
        Assert.Empty(found.Changes);
        Assert.StartsWith("on its facts alone", Assert.Single(found.Reasons), StringComparison.Ordinal);
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
