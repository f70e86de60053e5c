namespace CryptoScalp.Rules.Host;

/// <summary>How often one rule's proposals were decided, and how often not, by reason. Written by the tick thread, read by any.</summary>
internal sealed class RuleCount
{
    private readonly long[] _nonDecisions = new long[ReasonKinds.All.Count];
    private long _decisions;

    public long Decisions => Volatile.Read(ref _decisions);

    public long NonDecisions => _nonDecisions.Sum();

    public long NonDecisionsBy(int reason) => Volatile.Read(ref _nonDecisions[reason]);

    public void Decided() => Volatile.Write(ref _decisions, _decisions + 1);

    public void NotDecided(int reason) => Volatile.Write(ref _nonDecisions[reason], _nonDecisions[reason] + 1);
}
