namespace CryptoScalp.Rules.Journal;

/// <summary>An unfinished record at the end: the writer was stopped in the middle of it. Everything before it is intact.</summary>
/// <param name="Place">Where the unfinished record begins.</param>
/// <param name="Bytes">How many bytes of it there are.</param>
public sealed record TornTail(JournalPlace Place, long Bytes)
{
    public override string ToString() => $"{Place}: {Bytes} bytes of an unfinished record";
}
