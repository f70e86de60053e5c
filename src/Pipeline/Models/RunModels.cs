using System.Collections.Immutable;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The ensembles of a run, each at a desk of its own. The run disposes them.</summary>
/// <param name="Desks">One an ensemble, in the order of their names.</param>
/// <param name="Waits">True in a run at full speed: each score takes effect at its time box, and the run waits for it, so that the same feed gives the same
/// run. False in a paced run: a score takes effect when it is there, and the tick thread never waits.</param>
public sealed record RunModels(ImmutableArray<ScoringDesk> Desks, bool Waits) : IDisposable
{
    public static RunModels None { get; } = new([], false);

    /// <summary>Late scores in a row that are no longer chance.</summary>
    public const int LateInRow = 3;

    /// <summary>Why ensembles that the rules ask for give no scores, one sentence each.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    public void Dispose()
    {
        foreach (ScoringDesk desk in Desks)
        {
            desk.Dispose();
        }
    }
}
