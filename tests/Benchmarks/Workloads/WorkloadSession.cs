using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A session on a workload's program, opened, and its updates as transactions ready to commit through the door for rows, again and again from the first.</summary>
/// <remarks>Every update is a transaction of one change and replaces a row or comes with its opposite, so the state does not grow however long it runs.</remarks>
internal sealed class WorkloadSession
{
    private static readonly SessionLimits _limits = new() { MaxCreatedFacts = 10_000_000 };

    private readonly (ChangeKind Kind, PredicateHandle Predicate, Value[] Row)[] _updates;
    private int _next;

    private WorkloadSession(IncrementalSession session, IReadOnlyList<FactChange> updates)
    {
        Session = session;
        _updates = [.. updates.Select(u => (u.Kind, session.HandleOf(u.Fact.Predicate), u.Fact.Arguments))];
    }

    public IncrementalSession Session { get; }

    /// <param name="workload">The program and its facts.</param>
    /// <param name="provenance">Whether each derivation is logged.</param>
    /// <exception cref="InvalidOperationException">The program does not bind, or its facts exceed the budget.</exception>
    public static WorkloadSession Open(Workload workload, bool provenance = true)
    {
        SessionOptions options = provenance ? SessionOptions.Default : SessionOptions.Default with { ProvenanceCapacity = 0 };
        IncrementalSession session = new(PlanCompiler.Compile(Bind(workload)), _limits, null, options);
        session.Begin(EventTime.Zero);
        foreach (FactChange change in workload.Opening)
        {
            session.Assert(session.HandleOf(change.Fact.Predicate), change.Fact.Arguments);
        }

        return session.Commit().Outcome == TransactionOutcome.Committed
            ? new WorkloadSession(session, workload.Updates)
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
        (ChangeKind kind, PredicateHandle predicate, Value[] row) = _updates[_next];
        _next = _next + 1 == _updates.Length ? 0 : _next + 1;
        Session.Begin(EventTime.Zero);
        if (kind == ChangeKind.Assert)
        {
            Session.Assert(predicate, row);
        }
        else
        {
            Session.Retract(predicate, row);
        }

        int changes = 0;
        foreach (RowChange _ in Session.Commit().Derived)
        {
            changes++;
        }

        return changes;
    }
}
