using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A started session of either evaluator.</summary>
/// <param name="Session">The session.</param>
/// <param name="InitialSummary">Its first transaction, that of the facts of the program and the initial ones, without what it changed.</param>
/// <param name="FullInitial">Makes the first transaction with all that it changed.</param>
/// <param name="Query">Every substitution of a query in the current state, sorted.</param>
public sealed record RuleSession(IRuleSession Session, TransactionResult InitialSummary, Func<TransactionResult> FullInitial, Func<BoundQuery, IReadOnlyList<Value[]>> Query)
{
    /// <summary>As <c>Query</c>, but of more rows than a bound only that many and one: enough to see that there are more.</summary>
    public Func<BoundQuery, int, CancellationToken, IReadOnlyList<Value[]>> QueryAtMost { get; init; } = (query, maxRows, _) => [.. Query(query).Take(maxRows + 1)];

    /// <summary>Starts a program on the evaluator asked for.</summary>
    public static RuleSession Start(BoundProgram program, RuleEngineKind kind, SessionLimits limits, IReadOnlyList<Fact>? facts = null, SessionOptions? options = null)
    {
        if (kind == RuleEngineKind.Reference)
        {
            ReferenceSession reference = new(program, limits, facts);
            return new RuleSession(reference, reference.Initial, () => reference.Initial, reference.Query);
        }

        IncrementalSession session = new(PlanCompiler.Compile(program), limits, facts, options);
        return new RuleSession(session, session.InitialSummary, () => session.Initial, query => session.Query(PlanCompiler.CompileQuery(program, query)))
        {
            QueryAtMost = (query, maxRows, stop) => session.Query(PlanCompiler.CompileQuery(program, query), maxRows, stop),
        };
    }
}
