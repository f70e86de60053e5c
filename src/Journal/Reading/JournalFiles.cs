namespace CryptoScalp.Rules.Journal;

/// <summary>Tells a journal's own files from others.</summary>
public static class JournalFiles
{
    /// <summary>True for segments and the writer's lock, by name.</summary>
    public static bool IsJournalFile(string name) =>
        name == JournalLock.FileName || (name.StartsWith(SegmentFiles.Prefix, StringComparison.Ordinal) && name.EndsWith(SegmentFiles.Suffix, StringComparison.Ordinal));
}
