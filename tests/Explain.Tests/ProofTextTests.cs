using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

public sealed class ProofTextTests
{
    private readonly Desk _desk = new(Desk.Trading);

    /// <summary>The ids were computed by another program from the description in <see cref="ProofVerifier"/>.</summary>
    [Fact]
    public void A_proof_reads_from_the_fact_down_to_what_was_given()
    {
        ProofOptions options = new() { OriginOf = static f => f.Predicate == "quote" ? "frame 12 of replay:x.jsonl.gz" : null };

        AssertText(
            """
            propose("BTCUSDT", /long, 1.5)                    at 0, proof cc18426f2845dc8d
              rule arb.enter                                  strategies/arb.rules:21
                arb_edge("BTCUSDT", /binance, /kraken, 2.0)   proof 7d0f
                  rule arb.edge                               strategies/arb.rules:15
                    /// Buy where it is cheap and sell where it is dear.
                    quote(/binance, "BTCUSDT", 99.0, 100.0)   frame 12 of replay:x.jsonl.gz
                    quote(/kraken, "BTCUSDT", 102.0, 103.0)   frame 12 of replay:x.jsonl.gz
                    Buy != Sell                               /binance != /kraken
                    absent halted("BTCUSDT", _)
                    Edge = Bid - Ask                          = 2.0
                    Edge > min_edge                           2.0 > 0.5
                    param min_edge                            = 0.5, rules 5e5510
            """,
            ProofText.Render(_desk.Prove(_desk.One("propose", "1.5"), options)));
    }

    [Fact]
    public void An_aggregate_shows_its_members_strongest_first_and_repeats_nothing()
    {
        AssertText(
            """
            cluster("BTCUSDT", -100.0, 2)                         at 0, proof 85c938494f8fa6f2
              rule risk.cluster                                   strategies/arb.rules:33
                E = sum(U)                                        = -100.0
                N = count()                                       = 2
                over 2 members
                  member 1
                    linked("BTCUSDT", "ETHUSDT")                  proof daf8
                      rule linked#1                               strategies/arb.rules:30
                        correlation("BTCUSDT", "ETHUSDT", 0.9)    given
                        R >= 0.85                                 0.9 >= 0.85
                    exposure("ETHUSDT", -300.0)                   given
                  member 2
                    linked("BTCUSDT", "SOLUSDT")                  proof 6235
                      rule linked#2                               strategies/arb.rules:31
                        linked("BTCUSDT", "ETHUSDT")              shown above, proof daf8
                        correlation("ETHUSDT", "SOLUSDT", 0.95)   given
                        R >= 0.85                                 0.95 >= 0.85
                    exposure("SOLUSDT", 200.0)                    given
            """,
            ProofText.Render(_desk.Prove(_desk.One("cluster", "BTC"))));
    }

    [Fact]
    public void Members_beyond_the_limit_are_counted_not_listed()
    {
        string text = ProofText.Render(_desk.Prove(_desk.One("cluster", "BTC"), new ProofOptions { MaxMembers = 1 }));

        Assert.Contains("the 1 that contribute most; 1 not listed", text, StringComparison.Ordinal);
        Assert.Contains("exposure(\"ETHUSDT\", -300.0)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("exposure(\"SOLUSDT\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_bound_cuts_off_is_said_where_it_is_missing_and_at_the_end()
    {
        AssertText(
            """
            propose("BTCUSDT", /long, 1.5)                    at 0, proof 833959d2823bc1b7
              rule arb.enter                                  strategies/arb.rules:21
                arb_edge("BTCUSDT", /binance, /kraken, 2.0)   not shown: depth limit 1
            1 fact(s) are not proved here: see 'not shown' above.
            """,
            ProofText.Render(_desk.Prove(_desk.One("propose", "1.5"), new ProofOptions { MaxDepth = 1 })));
    }

    [Fact]
    public void Colours_change_nothing_but_colours()
    {
        Proof proof = _desk.Prove(_desk.One("cluster", "BTC"));
        string coloured = ProofText.Render(proof, colour: true);

        Assert.NotEqual(ProofText.Render(proof), coloured);
        Assert.Equal(ProofText.Render(proof), ProofWalk.Plain(coloured));
    }

    [Fact]
    public void A_narrow_terminal_puts_notes_below_and_cuts_nothing()
    {
        string text = ProofText.Render(_desk.Prove(_desk.One("propose", "1.5")), width: 40);

        Assert.Contains("    arb_edge(\"BTCUSDT\", /binance, /kraken, 2.0)\n                      proof 1b09\n", text, StringComparison.Ordinal);
        Assert.Contains("        Edge > min_edge   2.0 > 0.5\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_fact_is_its_own_proof()
    {
        Assert.Equal("limit(0.75)   at 0, proof e1bd855c130d537b, given\n", ProofText.Render(_desk.Prove(_desk.One("limit"))));
    }

    [Fact]
    public void Why_of_a_fact_that_does_not_hold_names_the_closest_that_do()
    {
        Fact asked = new("exposure", Value.String("ETHUSDT"), Value.Float64(5.0));

        WhyReport report = WhyReport.Create(_desk.Session, _desk.Program, asked);

        Assert.Null(report.Proof);
        AssertText(
            """
            exposure("ETHUSDT", 5.0)   does not hold
              2 fact(s) of exposure hold; the closest:
                exposure("ETHUSDT", -300.0)
                exposure("SOLUSDT", 200.0)
            """,
            report.ToText());
        Assert.Contains("no fact of nothing holds", WhyReport.Create(_desk.Session, _desk.Program, new Fact("nothing")).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_of_a_fact_that_holds_is_its_proof()
    {
        Fact fact = _desk.One("arb_edge");

        Assert.Equal(ProofText.Render(_desk.Prove(fact)), WhyReport.Create(_desk.Session, _desk.Program, fact).ToText());
    }

    private static void AssertText(string expected, string actual) => Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", actual);
}
