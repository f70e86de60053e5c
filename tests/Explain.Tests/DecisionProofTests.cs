using System.Text;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

public sealed class DecisionProofTests
{
    private readonly Desk _desk = new(Desk.Trading);

    [Fact]
    public void A_decision_shows_its_winner_what_it_needed_what_limited_it_and_whom_it_beat()
    {
        DecisionProof proof = Prove(_desk.Decide());

        Assert.Equal(
            """
            decision("BTCUSDT", /long, 0.75)                      at 0, decision b3e0bde63b15a5af
              rule arb.enter                            strategies/arb.rules:21, /entry, priority 60, proof 5c20
                arb_edge("BTCUSDT", /binance, /kraken, 2.0)       proof 1b09
                  rule arb.edge                                   strategies/arb.rules:15
                    /// Buy where it is cheap and sell where it is dear.
                    quote(/binance, "BTCUSDT", 99.0, 100.0)       given
                    quote(/kraken, "BTCUSDT", 102.0, 103.0)       given
                    Buy != Sell                                   /binance != /kraken
                    absent halted("BTCUSDT", _)
                    Edge = Bid - Ask                              = 2.0
                    Edge > min_edge                               2.0 > 0.5
                    param min_edge                                = 0.5, rules 5e5510
              require("BTCUSDT", /timeframes)                     required, proof 5011
                rule require#1                                    strategies/arb.rules:37
                  timeframe("BTCUSDT", /1m)                       given
              cap("BTCUSDT", 0.75)                                caps 1.5 to 0.75, proof 19b6
                rule cap#1                                        strategies/arb.rules:36
                  limit(0.75)                                     given
                  timeframe("BTCUSDT", /1m)                       given
              absent veto("BTCUSDT", _)
              against 2 other candidates
                propose("BTCUSDT", /long, 0.5)                    lost by priority to arb.enter, proof d9f7
                  rule arb.small                                  strategies/arb.rules:24
                    arb_edge("BTCUSDT", /binance, /kraken, 2.0)   shown above, proof 1b09
                propose("BTCUSDT", /short, 1.0)                   unmet: /plan, proof d88b
                  rule blind.short                                strategies/arb.rules:27
                    timeframe("BTCUSDT", /1m)                     given

            """.ReplaceLineEndings("\n"),
            DecisionText.Render(proof));
    }

    [Fact]
    public void A_vetoed_candidate_shows_the_vetoes_with_their_proofs()
    {
        _desk.Session.Commit(new EventTime(9), [FactChange.Assert(new Fact("halted", Value.String("BTCUSDT"), Value.Name("/news")))]);
        AgendaResult result = _desk.Decide(9);

        NonDecision struck = result.NonDecisions[0];
        NonDecisionProof proof = DecisionProofBuilder.Explain(_desk.Session, _desk.Program, "decision", struck, result);

        Assert.Empty(result.Decisions);
        Assert.Equal(
            $"""
            no decision for "BTCUSDT"           at 9, non-decision {proof.Id}
              propose("BTCUSDT", /short, 1.0)   vetoed; unmet: /plan, proof d88b
                rule blind.short                strategies/arb.rules:27
                  timeframe("BTCUSDT", /1m)     given
                veto("BTCUSDT", /halted)        veto, proof 6bdb
                  rule veto#1                   strategies/arb.rules:38
                    halted("BTCUSDT", /news)    given

            """.ReplaceLineEndings("\n"),
            DecisionText.Render(proof));
    }

    [Fact]
    public void The_winner_is_proved_by_the_rule_that_won_though_another_derives_the_same_fact()
    {
        Desk desk = new("""
            a("X"). b("X"). limit(9.0).
            #[id("weak")] propose(S, /long, 1.0) :- a(S).
            #[id("strong"), priority(5)] propose(S, /long, 1.0) :- b(S).
            veto(S, /x) :- a(S), b(S), limit(1.0).
            cap(S, L) :- a(S), limit(L).
            require(S, /timeframes) :- a(S).
            """);
        AgendaResult result = desk.Decide();

        DecisionProof proof = DecisionProofBuilder.Explain(desk.Session, desk.Program, Assert.Single(result.Decisions), result);

        Assert.Equal("strong", ((DerivedNode)proof.Graph[proof.RootId]).RuleId);
        Assert.Equal("weak", ((DerivedNode)proof.Graph[Assert.Single(proof.Contest).NodeId]).RuleId);
        Assert.Null(proof.CapId);
    }

    [Fact]
    public void A_decision_of_an_earlier_transaction_cannot_be_proved_any_more()
    {
        DecisionAgenda agenda = new(_desk.Program, 0);
        agenda.Resolve(_desk.Session, EventTime.Zero, 1);
        AgendaResult later = agenda.Resolve(_desk.Session, new EventTime(1), 2);

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => DecisionProofBuilder.Explain(_desk.Session, _desk.Program, Assert.Single(later.Decisions), later));
        Assert.StartsWith("decision(\"BTCUSDT\", /long, 0.75) was emitted in transaction 1; its proof can be taken only then, not in 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_read_back_is_the_same_with_its_nodes_or_with_those_of_a_journal()
    {
        DecisionProof proof = Prove(_desk.Decide());
        Dictionary<string, ProofNode> journal = proof.Graph.Nodes.ToDictionary(static n => n.Id, static n => NodeJson.Parse(NodeJson.ToUtf8(n)));

        DecisionProof whole = DecisionJson.ParseDecision(DecisionJson.ToUtf8(proof));
        DecisionProof bare = DecisionJson.ParseDecision(DecisionJson.ToUtf8(proof, withNodes: false), journal.GetValueOrDefault);

        Assert.Equal(DecisionText.Render(proof), DecisionText.Render(whole));
        Assert.Equal(DecisionText.Render(proof), DecisionText.Render(bare));
        Assert.Equal(DecisionJson.ToUtf8(proof), DecisionJson.ToUtf8(whole));
        Assert.DoesNotContain("\"nodes\":[{", Encoding.UTF8.GetString(DecisionJson.ToUtf8(proof, withNodes: false)), StringComparison.Ordinal);
        Assert.True(ProofVerifier.Rehash(bare.Graph).IsIntact);
    }

    [Fact]
    public void A_non_decision_read_back_is_the_same()
    {
        AgendaResult result = _desk.Decide();
        Assert.All(result.NonDecisions, n =>
        {
            NonDecisionProof proof = DecisionProofBuilder.Explain(_desk.Session, _desk.Program, "decision", n, result);
            NonDecisionProof back = DecisionJson.ParseNonDecision(DecisionJson.ToUtf8(proof));
            Assert.Equal(DecisionText.Render(proof), DecisionText.Render(back));
            Assert.Equal(DecisionJson.ToUtf8(proof), DecisionJson.ToUtf8(back));
        });
    }

    [Fact]
    public void A_node_that_the_journal_lacks_or_that_rests_on_itself_is_told()
    {
        DecisionProof proof = Prove(_desk.Decide());
        byte[] bare = DecisionJson.ToUtf8(proof, withNodes: false);
        DerivedNode root = (DerivedNode)proof.Graph[proof.RootId];
        DerivedNode circle = root with { Premises = [new FactPremise(root.Id)] };

        Assert.Equal($"node {root.Id} is missing", Assert.Throws<FormatException>(() => DecisionJson.ParseDecision(bare, static _ => null)).Message);
        Assert.Equal($"node {root.Id} rests on itself", Assert.Throws<FormatException>(() => DecisionJson.ParseDecision(bare, _ => circle)).Message);
    }

    [Fact]
    public void A_given_candidate_wins_with_itself_as_proof()
    {
        Desk desk = new("""
            propose("X", /long, 2.0).
            limit(9.0).
            veto(S, /x) :- propose(S, _, Q), limit(Q).
            cap(S, L) :- propose(S, _, _), limit(L).
            require(S, /timeframes) :- propose(S, _, _).
            """);
        AgendaResult result = desk.Decide();

        string text = DecisionText.Render(DecisionProofBuilder.Explain(desk.Session, desk.Program, Assert.Single(result.Decisions), result));

        Assert.Contains("  propose(\"X\", /long, 2.0)", text, StringComparison.Ordinal);
        Assert.Contains("/entry, priority 0, proof ", text, StringComparison.Ordinal);
    }

    private DecisionProof Prove(AgendaResult result) =>
        DecisionProofBuilder.Explain(_desk.Session, _desk.Program, Assert.Single(result.Decisions), result);
}
