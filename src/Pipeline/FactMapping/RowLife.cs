namespace CryptoScalp.Rules.Pipeline;

/// <summary>How long the rows of one predicate live: by the shortest <c>ttl</c> that any program of a run declares. Programs that come later may shorten it.</summary>
internal sealed class RowLife
{
    /// <summary>Rows without end.</summary>
    public static RowLife Endless { get; } = new();

    /// <summary>A row that is heard again unchanged is told again once so much time has passed: half of its life, so that only silence ends it.</summary>
    public long RenewAfterNs { get; private set; } = long.MaxValue;

    public void Shorten(long? ttlNs)
    {
        if (ttlNs is { } ttl)
        {
            RenewAfterNs = Math.Min(RenewAfterNs, ttl / 2);
        }
    }
}
