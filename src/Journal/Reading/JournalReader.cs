namespace CryptoScalp.Rules.Journal;

/// <summary>Reads a journal, checking every record on the way; an unfinished record at the end is tolerated and told.</summary>
/// <remarks>May run while a writer appends: it then sees what was flushed. Each call is a pass of its own over the files.</remarks>
/// <param name="directory">The journal.</param>
/// <param name="stop">Ends a pass between two records with <see cref="OperationCanceledException"/>.</param>
public sealed class JournalReader(string directory, CancellationToken stop = default)
{
    /// <summary>Streams the records in order.</summary>
    /// <exception cref="JournalException">There is no journal, it cannot be read, or it is damaged (after the intact records were returned).</exception>
    public IEnumerable<JournalRecord> ReadAll()
    {
        JournalScan scan = new(directory);
        using RecordChain chain = scan.Chain;
        foreach (JournalRecord record in scan.Records())
        {
            stop.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <summary>Reads everything and says what there is.</summary>
    /// <exception cref="JournalException">There is no journal, it cannot be read, or it is damaged.</exception>
    public JournalSummary Verify()
    {
        JournalScan scan = new(directory);
        using RecordChain chain = scan.Chain;
        foreach (JournalRecord _ in scan.Records())
        {
            stop.ThrowIfCancellationRequested(); // reading checks each record
        }

        return new JournalSummary(scan.Count, scan.Segments, chain.ToHex(), scan.TornTail);
    }

    /// <summary>
    /// The records of some types whose payload has a top-level property <c>id</c> that begins with a prefix, in one pass; at most <paramref name="limit"/> of them.
    /// Two results for one prefix mean that it is ambiguous.
    /// </summary>
    /// <exception cref="JournalException">There is no journal, it cannot be read, or it is damaged.</exception>
    public IReadOnlyList<JournalRecord> FindById(string idPrefix, ReadOnlySpan<JournalRecordType> types, int limit = 10)
    {
        PayloadIdFilter filter = new(idPrefix);
        List<JournalRecord> found = [];
        foreach (JournalRecord record in ReadAll())
        {
            if (types.Contains(record.Type) && filter.Matches(record.Payload.Span))
            {
                found.Add(record);
                if (found.Count == limit)
                {
                    break;
                }
            }
        }

        return found;
    }
}
