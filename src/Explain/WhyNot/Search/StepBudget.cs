namespace CryptoScalp.Rules.Explain;

/// <summary>Counts work, so that the end of a search depends on the facts and not on the machine.</summary>
/// <param name="limit">Steps of this search.</param>
/// <param name="whole">The budget that these steps come out of as well; null when this is the whole.</param>
/// <param name="stop">Looked at now and then; ends the search with <see cref="OperationCanceledException"/>.</param>
internal sealed class StepBudget(int limit, StepBudget? whole = null, CancellationToken stop = default)
{
    /// <summary>Steps between two looks at whether anybody still waits; a power of two.</summary>
    private const int LookEvery = 64;

    private int _used;

    public bool IsSpent => _used >= limit || whole is { IsSpent: true };

    public bool TryStep()
    {
        if ((++_used & (LookEvery - 1)) == 0)
        {
            stop.ThrowIfCancellationRequested();
        }

        return _used <= limit && (whole?.TryStep() ?? true);
    }
}
