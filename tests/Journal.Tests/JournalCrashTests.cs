namespace CryptoScalp.Rules.Journal.Tests;

/// <summary>A journal cut at every byte, flipped at every bit, with parts missing.</summary>
public sealed class JournalCrashTests : IDisposable
{
    private const int Count = 12;
    private static readonly JournalOptions SmallSegments = new() { SegmentBytes = 400 };
    private readonly TempDirectory _directory = new();

    [Fact]
    public void A_kill_at_any_byte_loses_at_most_the_unfinished_record_and_appending_continues()
    {
        string hash = Samples.Write(_directory.Path, Count, SmallSegments);
        SortedDictionary<string, byte[]> whole = _directory.Snapshot();
        Assert.InRange(whole.Count, 3, 5);
        int tornSeen = 0, wholeSeen = 0, keptBefore = 0;
        long total = whole.Values.Sum(static b => b.LongLength);
        for (long cut = 1; cut <= total; cut++)
        {
            _directory.Restore(FirstBytes(whole, cut));
            JournalSummary summary = new JournalReader(_directory.Path).Verify();
            int kept = (int)summary.Records;
            Samples.AssertArePrefix([.. new JournalReader(_directory.Path).ReadAll()], kept);
            Assert.InRange(kept - keptBefore, 0, 1);
            keptBefore = kept;
            _ = summary.TornTail is null ? wholeSeen++ : tornSeen++;

            // A store with room for everything that does not wait for the disk.
            using (JournalWriter writer = JournalWriter.Open(_directory.Path, SmallSegments with { Append = true }, new FaultyStore(long.MaxValue)))
            {
                Assert.Equal(summary.TornTail, writer.RecoveredTail);
                Assert.Equal(kept, writer.Records);
                Samples.AppendTo(writer, kept, Count);
            }

            Assert.Equal(hash, new JournalReader(_directory.Path).Verify().Hash);
        }

        // The journal is whole at the end of each record and right after each segment's header; everywhere else it is torn.
        Assert.Equal(Count, keptBefore);
        Assert.Equal(Count + whole.Count, wholeSeen);
        Assert.Equal(total - wholeSeen, tornSeen);
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_told_with_its_place()
    {
        Samples.Write(_directory.Path, Count, SmallSegments);
        foreach ((string name, byte[] bytes) in _directory.Snapshot())
        {
            string path = Path.Combine(_directory.Path, name);
            for (int i = 0; i < bytes.Length; i++)
            {
                byte[] damaged = [.. bytes];
                damaged[i] ^= (byte)(1 << (i % 8));
                File.WriteAllBytes(path, damaged);
                JournalException told = Assert.Throws<JournalException>(() => new JournalReader(_directory.Path).Verify());
                Assert.Equal("CSR7103", told.Code);
                Assert.Equal(name, told.Place!.Segment);
                Assert.InRange(i, told.Place.Offset, told.Place.Offset + 64 + 60);
            }

            File.WriteAllBytes(path, bytes);
        }
    }

    [Fact]
    public void A_damaged_journal_is_not_appended_to_and_not_touched()
    {
        Samples.Write(_directory.Path, Count);
        byte[] bytes = File.ReadAllBytes(_directory.Segment(1));
        bytes[200] ^= 1;
        File.WriteAllBytes(_directory.Segment(1), bytes);

        Assert.Equal("CSR7103", Assert.Throws<JournalException>(() => JournalWriter.Open(_directory.Path, new JournalOptions { Append = true })).Code);
        Assert.Equal(bytes, File.ReadAllBytes(_directory.Segment(1)));
    }

    [Fact]
    public void Records_before_the_damage_are_still_read()
    {
        Samples.Write(_directory.Path, Count);
        JournalPlace fifth = new JournalReader(_directory.Path).ReadAll().ElementAt(5).Place;
        byte[] bytes = File.ReadAllBytes(_directory.Segment(1));
        bytes[fifth.Offset + 70] ^= 0x10;
        File.WriteAllBytes(_directory.Segment(1), bytes);

        List<JournalRecord> read = [];
        JournalException told = Assert.Throws<JournalException>(() => read.AddRange(Each(new JournalReader(_directory.Path).ReadAll(), read)));

        Samples.AssertArePrefix(read, 5);
        Assert.Equal(
            $"the journal is damaged at journal-000001.log, byte {fifth.Offset} (record 5): the record's payload does not match its checksum; "
            + "the 5 record(s) before are intact, nothing from here on can be trusted",
            told.Message);
    }

    [Theory]
    [InlineData(1, "journal-000001.log, which comes before it, is missing")]
    [InlineData(2, "journal-000002.log, which comes before it, is missing")]
    public void A_missing_segment_is_told(int missing, string expected)
    {
        Samples.Write(_directory.Path, Count, SmallSegments);
        File.Delete(_directory.Segment(missing));

        Assert.Contains(expected, Assert.Throws<JournalException>(() => new JournalReader(_directory.Path).Verify()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_that_ends_early_before_another_one_is_damage_and_no_torn_tail()
    {
        Samples.Write(_directory.Path, Count, SmallSegments);
        byte[] first = File.ReadAllBytes(_directory.Segment(1));
        File.WriteAllBytes(_directory.Segment(1), first[..^3]);

        Assert.Contains(
            "ends within a record, but another segment follows",
            Assert.Throws<JournalException>(() => new JournalReader(_directory.Path).Verify()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_record_breaks_the_chain_though_every_checksum_holds()
    {
        Samples.Write(_directory.Path, Count);
        JournalRecord[] records = [.. new JournalReader(_directory.Path).ReadAll()];
        byte[] bytes = File.ReadAllBytes(_directory.Segment(1));
        File.WriteAllBytes(_directory.Segment(1), [.. bytes[..(int)records[4].Place.Offset], .. bytes[(int)records[5].Place.Offset..]]);

        JournalException told = Assert.Throws<JournalException>(() => new JournalReader(_directory.Path).Verify());
        Assert.Contains("the chain of hashes breaks", told.Message, StringComparison.Ordinal);
        Assert.Equal(4, told.Place!.Record);
    }

    [Fact]
    public void Zeros_that_a_file_system_left_at_the_end_are_a_torn_tail()
    {
        string hash = Samples.Write(_directory.Path, Count);
        long length = new FileInfo(_directory.Segment(1)).Length;
        File.AppendAllBytes(_directory.Segment(1), new byte[5000]);

        JournalSummary summary = new JournalReader(_directory.Path).Verify();

        Assert.Equal((hash, 5000L, length), (summary.Hash, summary.TornTail!.Bytes, summary.TornTail.Place.Offset));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>The files as they are when writing stopped after so many bytes.</summary>
    private static SortedDictionary<string, byte[]> FirstBytes(SortedDictionary<string, byte[]> files, long bytes)
    {
        SortedDictionary<string, byte[]> cut = new(StringComparer.Ordinal);
        foreach ((string name, byte[] content) in files)
        {
            if (bytes <= 0)
            {
                break;
            }

            cut.Add(name, content[..(int)Math.Min(bytes, content.Length)]);
            bytes -= content.Length;
        }

        return cut;
    }

    /// <summary>Collects as it goes, so that what came before an exception is kept.</summary>
    private static IEnumerable<JournalRecord> Each(IEnumerable<JournalRecord> records, List<JournalRecord> into)
    {
        foreach (JournalRecord record in records)
        {
            into.Add(record);
        }

        return [];
    }
}
