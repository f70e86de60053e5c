namespace CryptoScalp.Rules.Journal;

/// <summary>One pass over a journal that checks every byte: frames, checksums, the chain and the sequence of segments.</summary>
/// <param name="directory">The journal.</param>
/// <param name="from">The record to begin with; null for the first.</param>
internal sealed class JournalScan(string directory, JournalPosition? from = null)
{
    /// <summary>The chain after the records read so far. Disposing it is the caller's.</summary>
    public RecordChain Chain { get; } = new(from?.Chain);

    /// <summary>Records read so far, those before the start included.</summary>
    public long Count { get; private set; } = from?.Record ?? 0;

    /// <summary>Where the last record returned begins.</summary>
    public JournalPosition? Last { get; private set; }

    public int Segments { get; private set; }

    /// <summary>The number of the last segment.</summary>
    public int LastSegment { get; private set; }

    /// <summary>Known once <see cref="Records"/> is exhausted.</summary>
    public TornTail? TornTail { get; private set; }

    public IEnumerable<JournalRecord> Records()
    {
        List<int> numbers = Numbers();
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

            if (numbers[i] < from?.Segment)
            {
                continue;
            }

            foreach (JournalRecord record in RecordsOf(numbers[i]))
            {
                yield return record;
            }
        }
    }

    private List<int> Numbers()
    {
        try
        {
            return SegmentFiles.NumbersIn(directory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FrameReader.CannotRead(directory, fault);
        }
    }

    private IEnumerable<JournalRecord> RecordsOf(int number)
    {
        using FrameReader reader = FrameReader.Open(directory, number);
        string? fault = null;
        if (number == from?.Segment)
        {
            reader.SkipTo(from.Offset);
        }
        else if (!reader.TryReadSegmentHeader(Count, Chain.Current, out fault))
        {
            End(reader, number, fault);
            yield break;
        }

        while (reader.TryReadFrame(Chain.Current, out FrameHeader header, out byte[] payload, out fault))
        {
            Last = new JournalPosition(number, reader.FrameStart, Count, Chain.ToHex());
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
