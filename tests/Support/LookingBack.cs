namespace CryptoScalp.Rules.TestSupport;

/// <summary>Packs whose rules depend on more than the facts of the moment.</summary>
internal static class LookingBack
{
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

    /// <summary>Stored rows (plain, keyed, of a group), a merge, certainties of every kind.</summary>
    public const string Stateful = """
        Use decisions!

        /// The symbol rose, and has not fallen since.
        Decl armed(Sym) bound [/string].
        #[id("arm")]
        assert armed(Sym) :- return_1s(_, Sym, Move), Move > 1bps.
        #[id("disarm")]
        retract armed(Sym) :- return_1s(_, Sym, Move), Move < -1bps, armed(Sym).

        high(Sym, High) :- quote(_, Sym, Bid, _, _, _) |> do fn:group_by(Sym), let High = fn:max(Bid).

        /// The highest bid ever seen.
        Decl best(Sym, Bid) descr [key([Sym])] bound [/string, /dec8].
        #[id("best.first")]
        assert best(Sym, Bid) :- high(Sym, Bid), !best(Sym, _).
        #[id("best.more")]
        assert best(Sym, Bid) :- high(Sym, Bid), best(Sym, Old), Bid > Old.

        /// How many quotes there were lately, when they were many.
        Decl crowd(Sym, N) descr [key([Sym])] bound [/string, /number].
        many(Sym, N) :- quote(_, Sym, _, _, _, _) over [0ms, 200ms] |> do fn:group_by(Sym), let N = fn:count().
        #[id("crowd")]
        assert crowd(Sym, N) :- many(Sym, N), N > 3.

        Decl cheapest(Sym, Ask) descr [merge([Ask], "min2")] bound [/string, /dec8].
        #[id("cheapest")]
        cheapest(Sym, Ask) :- quote(_, Sym, _, Ask, _, _).

        Decl sure(Sym, C) descr [tag(/noisyor)] bound [/string, /float64].
        #[id("sure.armed")]
        sure(Sym, 0.6) :- armed(Sym).
        #[id("sure.move")]
        sure(Sym, 0.5) :- return_1s(_, Sym, Move), Move > 0.0.

        Decl linked(A, B, C) descr [tag(/maxmin)] bound [/name, /name, /float64].
        linked(A, B, 0.9) :- quote(A, Sym, _, _, _, _), quote(B, Sym, _, _, _, _), A != B.
        linked(A, C, 0.8) :- linked(A, B, _), linked(B, C, _).

        Decl likely(Sym, C) descr [tag(/topk(3))] bound [/string, /float64].
        #[id("likely.crowd")]
        likely(Sym, 0.7) :- crowd(Sym, N), N > 4.
        #[id("likely.linked")]
        likely(Sym, 0.9) :- sure(Sym, _), linked(_, _, _).

        #[id("state.long"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, C) :-
            armed(Sym), sure(Sym, C), likely(Sym, L), L > 0.5, cheapest(Sym, Ask), quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.

        #[id("state.high")]
        veto(Sym, /high) :- best(Sym, Best), quote(_, Sym, _, Ask, _, _), Ask > Best * 1.0002.

        #[id("state.crowd")]
        veto(Sym, /crowd) :- crowd(Sym, N), N > 12.

        #[id("state.exit"), class(/exit), priority(100)]
        propose(Sym, {/kind: /exit_all}, Qty, 1.0) :- position(Sym, Qty), Qty != 0, !armed(Sym).
        """;
}
