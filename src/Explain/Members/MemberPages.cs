using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Pages through the members of a group: a proof lists the strongest alone.</summary>
public static class MemberPages
{
    /// <summary>Members of the group that a fact rests on: its own, or of the nearest premise that has one, in the order of premises.</summary>
    /// <param name="session">Read on the caller's thread; it must not change meanwhile.</param>
    /// <param name="program">The program that the session runs.</param>
    /// <param name="fact">A fact that holds.</param>
    /// <param name="range">Which members.</param>
    /// <param name="options">Bounds of what the members rest on, and of how far a group is looked for; there is room for a node more for each member.</param>
    public static MemberPage Of(IRuleSession session, BoundProgram program, Fact fact, MemberRange range, ProofOptions? options = null)
    {
        ProofOptions bounds = options ?? ProofOptions.Default;
        GraphBuilder graph = new(session, program, bounds with { MaxNodes = bounds.MaxNodes + range.Count });
        Derivation? group = NearestGroup(session, program, fact, bounds.MaxNodes);
        return new MemberPage
        {
            Fact = group?.Conclusion.ToString(),
            Range = range,
            Total = group?.Members.Length ?? 0,
            Members = group is null ? [] : graph.Members(group, range),
            Graph = graph.ToGraph(),
            At = session.Now,
        };
    }

    private static Derivation? NearestGroup(IRuleSession session, BoundProgram program, Fact fact, int mostFacts)
    {
        Queue<Fact> open = new([fact]);
        HashSet<Fact> seen = [fact];
        while (open.TryDequeue(out Fact? next) && seen.Count <= mostFacts)
        {
            if (session.DerivationOf(next) is not { } derivation)
            {
                continue;
            }

            if (program.Rules[derivation.RuleIndex].IsGrouped)
            {
                return derivation;
            }

            foreach (Fact premise in derivation.Premises.Where(seen.Add))
            {
                open.Enqueue(premise);
            }
        }

        return null;
    }
}
