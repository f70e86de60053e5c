namespace CryptoScalp.Rules.Journal;

/// <summary>A byte of a journal.</summary>
/// <param name="Segment">The file's name, <c>journal-000001.log</c>.</param>
/// <param name="Offset">Bytes from the start of the file.</param>
/// <param name="Record">Records of the whole journal before this place.</param>
public sealed record JournalPlace(string Segment, long Offset, long Record)
{
    /// <summary><c>journal-000001.log, byte 4096 (record 17)</c>.</summary>
    public override string ToString() => $"{Segment}, byte {Offset} (record {Record})";
}
