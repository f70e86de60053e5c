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

    public static BoundProgram Bind(string text)
    {
        BindResult bound = RuleBinder.Bind(
            [SyntaxTree.Parse("test.rules", text)],
            new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations, Strict = true });
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return bound.Program!;
    }
}
