using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>A program in text with its session; facts of the text are given at time 0.</summary>
internal sealed class Desk
{
    /// <summary>Arbitrage with a parameter, an absence, an aggregate over a recursive cluster, and rules in a contest.</summary>
    public const string Trading = """
        param min_edge = 0.5 in [0.0, 10.0].

        quote(/binance, "BTCUSDT", 99.0, 100.0).
        quote(/kraken, "BTCUSDT", 102.0, 103.0).
        quote(/kraken, "ETHUSDT", 10.0, 11.0).
        halted("ETHUSDT", /venue).
        correlation("BTCUSDT", "ETHUSDT", 0.9).
        correlation("ETHUSDT", "SOLUSDT", 0.95).
        exposure("ETHUSDT", -300.0).
        exposure("SOLUSDT", 200.0).
        limit(0.75).
        timeframe("BTCUSDT", /1m).

        /// Buy where it is cheap and sell where it is dear.
        #[id("arb.edge")]
        arb_edge(Sym, Buy, Sell, Edge) :-
            quote(Buy, Sym, _, Ask), quote(Sell, Sym, Bid, _),
            Buy != Sell, !halted(Sym, _),
            Edge = Bid - Ask, Edge > min_edge.

        #[id("arb.enter"), priority(60), class(/entry)]
        propose(Sym, /long, 1.5) :- arb_edge(Sym, _, _, _).

        #[id("arb.small"), priority(10), class(/entry)]
        propose(Sym, /long, 0.5) :- arb_edge(Sym, _, _, _).

        #[id("blind.short"), priority(99), class(/hedge)]
        propose(Sym, /short, 1.0) :- timeframe(Sym, _).

        linked(A, B) :- correlation(A, B, R), R >= 0.85.
        linked(A, C) :- linked(A, B), correlation(B, C, R), R >= 0.85.

        #[id("risk.cluster")]
        cluster(A, E, N) :- linked(A, B), exposure(B, U) |> do fn:group_by(A), let E = fn:sum(U), let N = fn:count().

        cap(Sym, L) :- limit(L), timeframe(Sym, _).
        require(Sym, /timeframes) :- timeframe(Sym, /1m).
        veto(Sym, /halted) :- halted(Sym, _).
        """;

    public Desk(string text, string path = "strategies/arb.rules")
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse(path, text)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join("\n", bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        Program = WithDecide(bound.Program);
        Session = new ReferenceSession(Program, SessionLimits.Default);
    }

    public BoundProgram Program { get; }

    public ReferenceSession Session { get; }

    /// <summary>The only fact of a predicate, or the one whose text contains a fragment.</summary>
    public Fact One(string predicate, string fragment = "") =>
        Assert.Single(Session.FactsOf(predicate), f => f.ToString().Contains(fragment, StringComparison.Ordinal));

    public Proof Prove(Fact fact, ProofOptions? options = null) => ProofBuilder.Explain(Session, Program, fact, options);

    public AgendaResult Decide(long at = 0) => new DecisionAgenda(Program, 0).Resolve(Session, new EventTime(at), 1);

    /// <summary>A decide statement over propose, veto, require and cap, where the program has them.</summary>
    private static BoundProgram WithDecide(BoundProgram program)
    {
        if (program.FindPredicate("propose") is not { } propose)
        {
            return program;
        }

        BoundDecide decide = new()
        {
            Name = "decision",
            Candidates = propose.Id,
            Key = [0],
            ActionColumn = 1,
            SizeColumn = 2,
            Vetoes = [program.FindPredicate("veto")!.Id],
            Require = program.FindPredicate("require")!.Id,
            Required = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("/entry", ["/timeframes"]).Add("/hedge", ["/plan"]),
            Caps = [program.FindPredicate("cap")!.Id],
            Span = propose.Span,
        };
        return new BoundProgram
        {
            Predicates = program.Predicates,
            Rules = program.Rules,
            Facts = program.Facts,
            Strata = program.Strata,
            Params = program.Params,
            Decides = [decide],
            Tests = [],
            Version = "5e5510",
        };
    }
}
