using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A session on a workload's program, opened, and its updates as transactions ready to commit, again and again from the first.</summary>
/// <remarks>Every update is a transaction of one change and replaces a row or comes with its opposite, so the state does not grow however long it runs.</remarks>
internal sealed class WorkloadSession
{
    private static readonly SessionLimits _limits = new() { MaxCreatedFacts = 10_000_000 };

    private readonly FactChange[][] _updates;
    private int _next;

    private WorkloadSession(IRuleSession session, FactChange[][] updates)
    {
        (Session, _updates) = (session, updates);
    }

    public IRuleSession Session { get; }

    public static WorkloadSession Open(Workload workload, RuleEngineKind engine = RuleEngineKind.Incremental)
    {
        IRuleSession session = RuleSession.Start(Bind(workload), engine, _limits).Session;
        TransactionResult opening = session.Commit(EventTime.Zero, workload.Opening);
        return opening.Outcome == TransactionOutcome.Committed
            ? new WorkloadSession(session, [.. workload.Updates.Select(static change => new[] { change })])
            : throw new InvalidOperationException($"the facts of '{workload.Program}' exceed the budget");
    }

    public static BoundProgram Bind(Workload workload)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse(workload.Program + ".rules", workload.Rules)], BindOptions.Default);
        return bound.Program ?? throw new InvalidOperationException(string.Join('\n', bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
    }

    /// <summary>Commits the next update.</summary>
    /// <returns>Derived changes: something that depends on the work, so that it is not optimised away.</returns>
    public int CommitNext()
    {
        FactChange[] update = _updates[_next];
        _next = _next + 1 == _updates.Length ? 0 : _next + 1;
        return Session.Commit(EventTime.Zero, update).Derived.Length;
    }
}
