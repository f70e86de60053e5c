namespace CryptoScalp.Rules.Journal;

/// <summary>One pass over a journal that checks every byte: frames, checksums, the chain and the sequence of segments.</summary>
internal sealed class JournalScan(string directory)
{
    /// <summary>The chain after the records read so far. Disposing it is the caller's.</summary>
    public RecordChain Chain { get; } = new();

    /// <summary>Records read so far.</summary>
    public long Count { get; private set; }

    public int Segments { get; private set; }

    /// <summary>The number of the last segment.</summary>
    public int LastSegment { get; private set; }

    /// <summary>Known once <see cref="Records"/> is exhausted.</summary>
    public TornTail? TornTail { get; private set; }

    public IEnumerable<JournalRecord> Records()
    {
        List<int> numbers = SegmentFiles.NumbersIn(directory);
        if (numbers.Count == 0)
        {
            throw new JournalException(JournalDiagnostics.NotFound, null, directory);
        }

        Segments = numbers.Count;
        LastSegment = numbers[^1];
        for (int i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] != i + 1)
            {
                throw Damage(new JournalPlace(SegmentFiles.NameOf(numbers[i]), 0, Count), $"{SegmentFiles.NameOf(i + 1)}, which comes before it, is missing");
            }

            foreach (JournalRecord record in RecordsOf(numbers[i]))
            {
                yield return record;
            }
        }
    }

    private IEnumerable<JournalRecord> RecordsOf(int number)
    {
        using FrameReader reader = FrameReader.Open(directory, number);
        if (!reader.TryReadSegmentHeader(Count, Chain.Current, out string? fault))
        {
            End(reader, number, fault);
            yield break;
        }

        while (reader.TryReadFrame(Chain.Current, out FrameHeader header, out byte[] payload, out fault))
        {
            Chain.Advance(reader.Header, payload);
            JournalPlace place = new(reader.Segment, reader.FrameStart, Count);
            Count++;
            yield return new JournalRecord(header.Type, header.Sequence, header.At, payload, place);
        }

        End(reader, number, fault);
    }

    /// <summary>A segment ends at its last byte, or with an unfinished record when it is the last one; everything else is damage.</summary>
    private void End(FrameReader reader, int number, string? fault)
    {
        JournalPlace place = new(reader.Segment, reader.FrameStart, Count);
        if (fault is not null)
        {
            throw Damage(place, fault);
        }

        if (reader.TornBytes > 0 || reader.FrameStart == 0)
        {
            if (number != LastSegment)
            {
                throw Damage(place, "the segment ends within a record, but another segment follows");
            }

            TornTail = new TornTail(place, reader.TornBytes);
        }
    }

    private JournalException Damage(JournalPlace place, string what) =>
        new(JournalDiagnostics.Damaged, null, place, what, Count) { Place = place };
}
