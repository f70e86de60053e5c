using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Makes states that break a promise small.</summary>
internal sealed class Shrinker(VerifiedProgram program, BoundInvariant invariant)
{
    /// <summary>Leaves out every fact and parameter without which the promise is still broken.</summary>
    public GivenState Smallest(GivenState state)
    {
        foreach (Fact fact in state.Facts)
        {
            GivenState fewer = state with { Facts = state.Facts.Remove(fact) };
            state = Breaks(fewer) ? fewer : state;
        }

        foreach (string param in state.Params.Keys)
        {
            GivenState fewer = state with { Params = state.Params.Remove(param) };
            state = Breaks(fewer) ? fewer : state;
        }

        return state;
    }

    private bool Breaks(GivenState state) => new ReplayedState(program, state) is { IsComplete: true } replayed && replayed.Violation(invariant) is not null;
}
