namespace CryptoScalp.Rules.Pipeline;

/// <summary>What kept the tick thread during a switch of rules, in nanoseconds, in the order in which it comes. For display only.</summary>
/// <param name="CatchUpNs">Following the last transactions.</param>
/// <param name="MemoryNs">Handing over what was decided.</param>
/// <param name="RecordNs">Appending the record.</param>
/// <param name="FlushNs">Handing the journal to the operating system.</param>
/// <param name="ExchangeNs">Exchanging the rules, and telling those who watch.</param>
public readonly record struct SwitchPause(long CatchUpNs, long MemoryNs, long RecordNs, long FlushNs, long ExchangeNs)
{
    public long TotalNs => CatchUpNs + MemoryNs + RecordNs + FlushNs + ExchangeNs;
}
