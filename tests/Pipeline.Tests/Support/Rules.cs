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

    public static BoundProgram Bind(string text)
    {
        BindResult bound = RuleBinder.Bind(
            [SyntaxTree.Parse("test.rules", text)],
            new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations, Strict = true });
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return bound.Program!;
    }
}
