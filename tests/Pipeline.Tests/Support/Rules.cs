using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Binds rule texts as a run does.</summary>
internal static class Rules
{
    /// <summary>Buys half a unit whenever the bid is above 100; everything else is the shared library's.</summary>
    public const string BuyAboveHundred = """
        Use decisions!

        /// The bid is above 100.
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :-
            quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        """;

    /// <summary>Trades every move of a second: many decisions, losers, vetoes and exits in a short market.</summary>
    public const string Eager = """
        Use decisions!

        /// The mid rose within the last second.
        #[id("eager.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            return_1s(Venue, Sym, Move), Move > 0.0, quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.

        /// The mid fell within the last second.
        #[id("eager.short"), class(/entry), priority(10)]
        propose(Sym, {/kind: /short, /venue: Venue}, Size, 1.0) :-
            return_1s(Venue, Sym, Move), Move < 0.0, can_short(Venue), quote(Venue, Sym, Bid, _, _, _), Size = 300.0 / Bid.

        /// A move of more than 3 bps is too fast to follow.
        #[id("eager.fast")]
        veto(Sym, /fast) :- return_1s(_, Sym, Move), abs(Move) > 3bps.
        """;

    /// <summary>Everything that depends on the passing of time: ttl, a window with an aggregate, buckets, held and past conditions, hysteresis.</summary>
    public const string Timed = """
        Use decisions!

        /// Trades are allowed once the program has run for a while.
        Decl warming(Sym) descr [extensional(), ttl(4s)] bound [/string].
        warming("BTCUSDT").

        /// The mid moves up.
        rising(Venue, Sym) :- return_1s(Venue, Sym, Move), Move > 0.0.

        /// How many quotes came within the last 300 ms.
        #[id("timed.busy")]
        busy(Venue, Sym, N, High) :-
            quote(Venue, Sym, Bid, _, _, _) over [0ms, 300ms] |> do fn:group_by(Venue, Sym), let N = fn:count(), let High = fn:max(Bid).

        /// The last bid of the last finished second.
        bar(Venue, Sym, T, Close) :-
            quote(Venue, Sym, Bid, _, _, _) over tumbling 1s as T |> do fn:group_by(Venue, Sym, T), let Close = fn:last(Bid).

        /// Buys what has been rising for 20 ms.
        #[id("timed.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            [-[0ms, 20ms] rising(Venue, Sym), busy(Venue, Sym, N, _), N > 2, bar(Venue, Sym, _, Close), Close > 0.0,
            quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.

        /// Not while the move is too fast, nor right after.
        #[id("timed.wild"), hysteresis(enter: 2bps, exit: 1bps)]
        wild(Sym, Venue) :- return_1s(Venue, Sym, Move), abs(Move) > 2bps.

        #[id("timed.fast")]
        veto(Sym, /fast) :- wild(Sym, _).

        #[id("timed.after")]
        veto(Sym, /after) :- <-[0s, 500ms] wild(Sym, Venue), !wild(Sym, Venue).

        #[id("timed.first")]
        veto(Sym, /warming) :- warming(Sym), quote(_, Sym, _, _, _, _).

        #[id("timed.exit"), class(/exit), priority(100)]
        propose(Sym, {/kind: /exit_all}, Qty, 1.0) :- position(Sym, Qty), Qty != 0, ![-[0ms, 50ms] rising(_, Sym).
        """;

    public static BoundProgram Bind(string text)
    {
        BindResult bound = RuleBinder.Bind(
            [SyntaxTree.Parse("test.rules", text)],
            new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations, Strict = true });
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return bound.Program!;
    }
}
