using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Takes the proofs of decisions and non-decisions, right after the transaction that made them and before the next.</summary>
public static class DecisionProofBuilder
{
    /// <summary>The proof of a decision that was emitted in this state.</summary>
    /// <param name="session">Read on the caller's thread, in the state of <paramref name="result"/>.</param>
    /// <param name="program">The program that the session runs.</param>
    /// <param name="decision">One of the result's emitted decisions.</param>
    /// <param name="result">What the agenda said of this state: the contest of the decision's key is part of its proof.</param>
    /// <param name="options">Bounds.</param>
    /// <exception cref="ArgumentException">The decision was emitted in another state: its grounds may be gone.</exception>
    public static DecisionProof Explain(IRuleSession session, BoundProgram program, Decision decision, AgendaResult result, ProofOptions? options = null)
    {
        if (decision.Status != DecisionStatus.Emitted || decision.Sequence != result.Sequence)
        {
            throw new ArgumentException($"{decision} was emitted in transaction {decision.Sequence}; its proof can be taken only then, not in {result.Sequence}", nameof(decision));
        }

        ContestExplainer contest = new(new GraphBuilder(session, program, options ?? ProofOptions.Default));
        return new DecisionProof
        {
            Id = decision.Id,
            Name = decision.Name,
            Key = [.. decision.Key.Select(static v => v.ToString())],
            Action = decision.Action.ToString(),
            Size = decision.Size.ToString(),
            AskedSize = decision.AskedSize.ToString(),
            RuleId = decision.RuleId,
            Class = decision.Class,
            Priority = decision.Priority,
            Confidence = decision.Confidence.ToString(),
            At = decision.At,
            Sequence = decision.Sequence,
            ProgramVersion = program.Version,
            RootId = contest.NodeOf(decision.Winner),
            Requirements = [.. decision.Requirements.Select(contest.NodeOf)],
            CapId = decision.Cap is { } cap ? contest.NodeOf(cap) : null,
            Absences = AbsentVetoes(program, decision),
            Contest = [.. result.ContestOf(decision.Key).Select(contest.Explain)],
            Graph = contest.ToGraph(),
        };
    }

    /// <summary>The proof of a non-decision in this state.</summary>
    /// <param name="session">Read on the caller's thread, in the state of <paramref name="result"/>.</param>
    /// <param name="program">The program that the session runs.</param>
    /// <param name="name">The <c>decide</c> statement's name.</param>
    /// <param name="nonDecision">One of the result's non-decisions.</param>
    /// <param name="result">What the agenda said of this state.</param>
    /// <param name="options">Bounds.</param>
    public static NonDecisionProof Explain(
        IRuleSession session, BoundProgram program, string name, NonDecision nonDecision, AgendaResult result, ProofOptions? options = null)
    {
        ContestExplainer contest = new(new GraphBuilder(session, program, options ?? ProofOptions.Default));
        return new NonDecisionProof
        {
            Id = ContentId.Of($"non-decision\n{program.Version}\n{result.Sequence}\n{name}\n{nonDecision}"),
            Name = name,
            Key = [.. nonDecision.Candidate.Key.Select(static v => v.ToString())],
            At = result.At,
            Sequence = result.Sequence,
            ProgramVersion = program.Version,
            Entry = contest.Explain(nonDecision),
            Graph = contest.ToGraph(),
        };
    }

    private static ImmutableArray<string> AbsentVetoes(BoundProgram program, Decision decision)
    {
        BoundDecide? decide = program.Decides.FirstOrDefault(d => d.Name == decision.Name);
        if (decide is null || decide.VetoExcept.Contains(decision.Class))
        {
            return [];
        }

        return [.. decide.Vetoes.Select(id => Pattern(program.Predicates[id], decision.Key))];
    }

    private static string Pattern(BoundPredicate predicate, ImmutableArray<Value> key)
    {
        IEnumerable<string> wildcards = Enumerable.Repeat("_", predicate.Arity - key.Length);
        return $"{predicate.Name}({string.Join(", ", key.Select(static v => v.ToString()).Concat(wildcards))})";
    }
}
