namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Whole programs that must parse without a word of complaint and print back exactly.</summary>
public sealed class LanguageExampleTests
{
    [Fact]
    public void Undeclared_rules_with_slash_comments_and_an_infix_minus_parse() => AcceptsExactly(
        """
        // Arbitrage between two venues
        arbitrage_opportunity(Exchange1, Exchange2, Symbol, PriceDiff) :-
            price(Exchange1, Symbol, Price1),
            price(Exchange2, Symbol, Price2),
            Price1 < Price2,
            PriceDiff = Price2 - Price1,
            PriceDiff > 0.001.

        // Two strategies that disagree
        conflicting_signals(S1, S2, Sym) :-
            signal(S1, Sym, "BUY", C1), signal(S2, Sym, "SELL", C2), C1 > 0.6, C2 > 0.6.
        """);

    [Fact]
    public void Every_kind_of_item_parses() => AcceptsExactly(
        """
        Package desk!
        Use feeds [source("ws")]!
        Decl quote(Venue, Sym, Bid) temporal descr [key([Venue, Sym]), ttl(2s)] bound [/name, /string, .List<.Struct</x : /number, opt /y : /dec8>>] inclusion [venue(Venue),].
        param min_edge = 5bps in [0, 60%].
        #[id("calm"), hysteresis(enter: 0.004, exit: 0.003)]
        #[class(/entry)]
        calm(S) :- quote(_, S, B) over [0s, 30s], r(S) over rows 20, t(S) over tumbling 1s as T, u(S) over [rows n], !halted(S),
            [-[0ms, 20ms] v(S), <-[0d, 7d] w(S)@[T1, T2], B - 1 > -min_edge / 2 * (B+1).
        assert seen(S) :- quote(_, S, _) |> do fn:group_by(S), let N = sum_if(Q, Side = /buy) |> let M = N * 2.
        decide decision(Sym, Action, Size) from propose [key([Sym]), veto(veto, except: [/exit]), cooldown(250ms)].
        invariant cap: decision(S, _, Q), limit(S, L) => abs(Q) <= L.
        never both: decision(S, {/kind: /long}, _), decision(S, {/kind: /short}, _).
        optimize weights(A, W) maximize sum(W * R) subject to W > 0, asset(A).
        test "a veto wins" {
          at 0ms quote(/binance, "BTC", 1.5).
          at 10ms -quote(/binance, "BTC", 1.5).
          set min_edge = 0.5.
          at 20ms expect no decision("BTC", _, _) because veto("BTC", /volatile), "arb.enter", cooldown.
          expect decision(S, _, Q), Q > 3.
        }
        test(X) :- X = /a.
        """);

    private static void AcceptsExactly(string text)
    {
        SyntaxTree tree = SyntaxTree.Parse("example.rules", text);
        Assert.Empty(tree.Diagnostics);
        Assert.Equal(text, tree.ToString());
    }
}
