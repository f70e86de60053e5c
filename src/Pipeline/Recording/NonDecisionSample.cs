namespace CryptoScalp.Rules.Pipeline;

/// <summary>Chooses the non-decisions that are recorded, by counting alone, so that a replay chooses the same.</summary>
/// <param name="every">Every n-th from the first on; 1 for all, 0 for none.</param>
internal sealed class NonDecisionSample(int every)
{
    private long _seen;

    /// <summary>Counts one; true when it is to be recorded.</summary>
    public bool Takes() => every > 0 && _seen++ % every == 0;

    public int Every => every;
}
