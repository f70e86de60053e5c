namespace CryptoScalp.Rules.Features;

/// <summary>Counts event time from the first call; over once a horizon has passed.</summary>
internal sealed class WarmUp(long horizonMs)
{
    private long _startMs;

    public bool HasStarted { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>The next call is the first.</summary>
    public void Reset() => (HasStarted, IsOver) = (false, false);

    public void Advance(long nowMs)
    {
        if (!HasStarted)
        {
            HasStarted = true;
            _startMs = nowMs;
        }

        IsOver = IsOver || nowMs - _startMs >= horizonMs;
    }
}
