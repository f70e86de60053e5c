namespace CryptoScalp.Rules.Journal;

/// <summary>Tells a journal's own files from others.</summary>
public static class JournalFiles
{
    /// <summary>True for segments, the writer's lock and the index, by name.</summary>
    public static bool IsJournalFile(string name) =>
        name == JournalLock.FileName || name.StartsWith(JournalIndex.FileName, StringComparison.Ordinal) || (name.StartsWith(SegmentFiles.Prefix, StringComparison.Ordinal) && name.EndsWith(SegmentFiles.Suffix, StringComparison.Ordinal));
}
