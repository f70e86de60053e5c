namespace CryptoScalp.Rules.Journal;

/// <summary>Where a journal ends and how it is continued.</summary>
internal sealed record JournalEnd(long Records, RecordChain Chain, int LastSegment, TornTail? TornTail)
{
    public static JournalEnd OfNothing() => new(0, new RecordChain(), 0, null);
}

/// <summary>Checks a journal from end to end before it is continued, and cuts off an unfinished last record.</summary>
internal static class JournalRecovery
{
    public static JournalEnd CutTornTail(string directory)
    {
        JournalScan scan = new(directory);
        foreach (JournalRecord _ in scan.Records())
        {
            // Reading checks each record.
        }

        if (scan.TornTail is { } tail)
        {
            Cut(directory, tail);
        }

        return new JournalEnd(scan.Count, scan.Chain, scan.LastSegment, scan.TornTail);
    }

    /// <summary>A segment whose header was not finished is removed: it is begun again.</summary>
    private static void Cut(string directory, TornTail tail)
    {
        string path = Path.Combine(directory, tail.Place.Segment);
        try
        {
            if (tail.Place.Offset == 0)
            {
                File.Delete(path);
                return;
            }

            using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.Read);
            file.SetLength(tail.Place.Offset);
            file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalDiagnostics.CannotWrite, fault, directory, fault.Message.TrimEnd('.'));
        }
    }
}
