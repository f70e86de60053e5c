using System.Collections.Immutable;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>What the incremental engine decides on facts alone, without a past; the plan is made once.</summary>
internal sealed class StateOracle(BoundProgram program)
{
    private readonly RulePlan _plan = PlanCompiler.Compile(program);

    /// <summary>What is decided of a statement and key; null for nothing.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="facts">All that is given.</param>
    /// <param name="statement">Its name.</param>
    /// <param name="key">As it prints.</param>
    public Decision? Made(EventTime at, IEnumerable<Fact> facts, string statement, ImmutableArray<string> key)
    {
        IncrementalSession session = new(_plan, SessionLimits.Default);
        TransactionResult result = session.Commit(at, [.. facts.Select(FactChange.Assert)]);
        return Enumerable.Range(0, program.Decides.Length).Where(i => program.Decides[i].Name == statement)
            .SelectMany(i => new DecisionAgenda(program, i).Resolve(session, at, result.Sequence).Decisions)
            .FirstOrDefault(d => d.Key.Select(static v => v.ToString()).SequenceEqual(key, StringComparer.Ordinal));
    }
}
