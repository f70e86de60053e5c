namespace CryptoScalp.Rules.Journal;

/// <summary>What a whole journal holds.</summary>
/// <param name="Records">Finished records.</param>
/// <param name="Segments">Files.</param>
/// <param name="Hash">64 hex digits: SHA-256 chained over every record's type, sequence, event time and payload. Equal inputs, equal hash; segment size and flushing do not change it.</param>
/// <param name="TornTail">The unfinished record at the end, if any.</param>
public sealed record JournalSummary(long Records, int Segments, string Hash, TornTail? TornTail);
