using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Takes proofs out of a session's current state.</summary>
public static class ProofBuilder
{
    /// <summary>Why a fact holds, by its derivation of minimal height.</summary>
    /// <param name="session">Read on the caller's thread; it must not change meanwhile.</param>
    /// <param name="program">The program that the session runs.</param>
    /// <param name="fact">A fact that holds.</param>
    /// <param name="options">Bounds; what they cut off stands in the proof as cut nodes.</param>
    /// <exception cref="ArgumentException">The fact does not hold: there is nothing to prove.</exception>
    public static Proof Explain(IRuleSession session, BoundProgram program, Fact fact, ProofOptions? options = null)
    {
        if (!session.Holds(fact))
        {
            throw new ArgumentException($"{fact} does not hold, so it has no proof", nameof(fact));
        }

        GraphBuilder graph = new(session, program, options ?? ProofOptions.Default);
        string root = graph.NodeOf(fact);
        return new Proof(root, session.Now, graph.ToGraph());
    }
}
