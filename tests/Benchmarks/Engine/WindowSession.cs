using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>An aggregate over a window of the last so many trades, one trade a nanosecond and a transaction.</summary>
internal sealed class WindowSession
{
    private readonly IncrementalSession _session;
    private readonly PredicateHandle _trade;
    private readonly Lcg _random = new(7);
    private readonly Value[] _row = new Value[2];
    private readonly bool _falls;
    private long _now;

    /// <param name="aggregate">Of one float column, or <c>count</c>.</param>
    /// <param name="window">Trades.</param>
    /// <param name="falls">Prices fall all the time, so that the highest always goes first; otherwise they walk at random.</param>
    public WindowSession(string aggregate, int window, bool falls)
    {
        string rules = $"""
            Decl trade(Id, Price) descr [extensional(), key([Id])] bound [/number, /float64].
            value(X) :- trade(_, P) over [0ns, {window - 1}ns] |> do fn:group_by(), let X = fn:{aggregate}({(aggregate == "count" ? "" : "P")}).
            """;
        _session = new IncrementalSession(PlanCompiler.Compile(RuleBinder.Bind([SyntaxTree.Parse("window.rules", rules)], BindOptions.Default).Program!), SessionLimits.Default);
        (_trade, _falls) = (_session.HandleOf("trade"), falls);
    }

    /// <summary>One trade comes and, once the window is full, one leaves it.</summary>
    public TransactionOutcome Next()
    {
        (_row[0], _row[1]) = (Value.Number(_now & 63), Value.Float64(_falls ? 1e6 - (_now / 7.0) : 100 + (_random.Next(10_000) / 7.0)));
        _session.Begin(new EventTime(_now++));
        _session.Assert(_trade, _row);
        return _session.Commit().Outcome;
    }
}
