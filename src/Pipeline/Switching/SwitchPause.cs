namespace CryptoScalp.Rules.Pipeline;

/// <summary>What kept the tick thread for a switch of rules, in nanoseconds, in the order in which it comes. For display only.</summary>
/// <param name="AheadNs">Between two ticks before: following what was behind, which brings the rules to the tick thread's processor. 0 where nothing was behind.</param>
/// <param name="CatchUpNs">At the switch: following the last transactions.</param>
/// <param name="MemoryNs">Handing over what was decided.</param>
/// <param name="RecordNs">Appending the record.</param>
/// <param name="FlushNs">Handing the journal to the operating system.</param>
/// <param name="ExchangeNs">Exchanging the rules, and telling those who watch.</param>
public readonly record struct SwitchPause(long AheadNs, long CatchUpNs, long MemoryNs, long RecordNs, long FlushNs, long ExchangeNs)
{
    /// <summary>The switch itself.</summary>
    public long SwitchNs => CatchUpNs + MemoryNs + RecordNs + FlushNs + ExchangeNs;

    /// <summary>The longest that a tick waited.</summary>
    public long LongestNs => Math.Max(AheadNs, SwitchNs);
}
