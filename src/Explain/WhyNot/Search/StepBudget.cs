namespace CryptoScalp.Rules.Explain;

/// <summary>Counts work, so that the end of a search depends on the facts and not on the machine.</summary>
/// <param name="limit">Steps of this search.</param>
/// <param name="whole">The budget that these steps come out of as well; null when this is the whole.</param>
internal sealed class StepBudget(int limit, StepBudget? whole = null)
{
    private int _used;

    public bool IsSpent => _used >= limit || whole is { IsSpent: true };

    public bool TryStep() => ++_used <= limit && (whole?.TryStep() ?? true);
}
