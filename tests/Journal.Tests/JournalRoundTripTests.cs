using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal.Tests;

public sealed class JournalRoundTripTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void What_was_appended_is_read_back_in_order()
    {
        string hash = Samples.Write(_directory.Path, 100);

        JournalReader reader = new(_directory.Path);
        Samples.AssertArePrefix([.. reader.ReadAll()], 100);
        Assert.Equal(new JournalSummary(100, 1, hash, null), reader.Verify());
    }

    [Fact]
    public void A_writer_to_nowhere_gives_the_hash_of_one_that_keeps_what_it_is_given()
    {
        string hash = Samples.Write(_directory.Path, 100);
        using JournalWriter nowhere = JournalWriter.ToNowhere();
        foreach (JournalRecord record in new JournalReader(_directory.Path).ReadAll())
        {
            nowhere.Append(record.Type, record.Sequence, record.At, record.Payload.Span);
        }

        nowhere.Flush(durable: true);
        Assert.Equal((hash, 100L), (nowhere.Hash, nowhere.Records));
    }

    [Fact]
    public void Segments_and_buffers_change_neither_the_records_nor_the_hash()
    {
        string whole = Samples.Write(_directory.Path, 60);
        using TempDirectory other = new();
        string split = Samples.Write(other.Path, 60, new JournalOptions { SegmentBytes = 700, BufferBytes = 10 });

        JournalSummary summary = new JournalReader(other.Path).Verify();
        Assert.Equal(whole, split);
        Assert.Equal((whole, 60L), (summary.Hash, summary.Records));
        Assert.InRange(summary.Segments, 5, 60);
        Samples.AssertArePrefix([.. new JournalReader(other.Path).ReadAll()], 60);
    }

    [Theory]
    [InlineData(JournalRecordType.Fill, 5L, 7L, "{}")]
    [InlineData(JournalRecordType.Decision, 6L, 7L, "{}")]
    [InlineData(JournalRecordType.Decision, 5L, 8L, "{}")]
    [InlineData(JournalRecordType.Decision, 5L, 7L, "{ }")]
    public void Every_part_of_a_record_changes_the_hash(JournalRecordType type, long sequence, long at, string payload)
    {
        string Hash(string name, JournalRecordType t, long s, long a, string p)
        {
            using JournalWriter writer = JournalWriter.Open(Path.Combine(_directory.Path, name));
            writer.Append(t, s, new EventTime(a), Encoding.UTF8.GetBytes(p));
            return writer.Hash;
        }

        Assert.Equal(Hash("a", JournalRecordType.Decision, 5, 7, "{}"), Hash("b", JournalRecordType.Decision, 5, 7, "{}"));
        Assert.NotEqual(Hash("c", JournalRecordType.Decision, 5, 7, "{}"), Hash("d", type, sequence, at, payload));
    }

    [Fact]
    public void The_hash_of_a_fixed_journal_is_fixed_so_that_machines_can_compare()
    {
        // Computed by another program from the description of the frame in FrameHeader.
        Assert.Equal("7dd25e17c95c55fcdc40cc0f026492d428867558116dfd21a697680c8c694405", Samples.Write(_directory.Path, 10));
    }

    [Fact]
    public void A_directory_with_a_journal_is_refused_unless_appending_is_asked_for()
    {
        Samples.Write(_directory.Path, 3);
        SortedDictionary<string, byte[]> before = _directory.Snapshot();

        JournalException refused = Assert.Throws<JournalException>(() => JournalWriter.Open(_directory.Path));

        Assert.Equal("CSR7101", refused.Code);
        Assert.Equal($"'{_directory.Path}' already holds a journal of 1 segment(s); choose an empty directory, or ask to append (--append)", refused.Message);
        Assert.Equal(before, _directory.Snapshot());
    }

    [Fact]
    public void Appending_continues_the_chain()
    {
        using TempDirectory other = new();
        string atOnce = Samples.Write(other.Path, 9);
        Samples.Write(_directory.Path, 4);
        using (JournalWriter writer = JournalWriter.Open(_directory.Path, new JournalOptions { Append = true }))
        {
            Assert.Equal((4L, null), (writer.Records, writer.RecoveredTail));
            Samples.AppendTo(writer, 4, 9);
            Assert.Equal(atOnce, writer.Hash);
        }

        Assert.Equal(atOnce, new JournalReader(_directory.Path).Verify().Hash);
    }

    [Fact]
    public void A_second_writer_is_refused_while_the_first_runs()
    {
        using JournalWriter first = JournalWriter.Open(_directory.Path);

        Assert.Equal("CSR7105", Assert.Throws<JournalException>(() => JournalWriter.Open(_directory.Path, new JournalOptions { Append = true })).Code);
    }

    [Fact]
    public void A_reader_sees_what_a_running_writer_has_flushed()
    {
        using JournalWriter writer = JournalWriter.Open(_directory.Path);
        Samples.AppendTo(writer, 0, 5);
        writer.Flush(durable: false);
        Samples.AppendTo(writer, 5, 7);

        Samples.AssertArePrefix([.. new JournalReader(_directory.Path).ReadAll()], 5);
    }

    [Fact]
    public void An_id_is_found_by_its_prefix_among_the_wanted_types()
    {
        using (JournalWriter writer = JournalWriter.Open(_directory.Path))
        {
            Append(writer, JournalRecordType.Decision, """{"x":{"id":"beef"},"id":"cafe01","y":1}""");
            Append(writer, JournalRecordType.Decision, """{"id":"cafe02"}""");
            Append(writer, JournalRecordType.Fill, """{"id":"cafe03"}""");
            Append(writer, JournalRecordType.Decision, "cafe04, no JSON");
            Append(writer, JournalRecordType.Decision, """["id","cafe05"]""");
        }

        JournalReader reader = new(_directory.Path);
        Assert.Equal([0L, 1L], reader.FindById("cafe", [JournalRecordType.Decision]).Select(static r => r.Place.Record));
        Assert.Equal(0L, Assert.Single(reader.FindById("cafe01", [JournalRecordType.Decision])).Place.Record);
        Assert.Empty(reader.FindById("beef", [JournalRecordType.Decision]));
        Assert.Single(reader.FindById("cafe", [JournalRecordType.Decision], limit: 1));
    }

    [Fact]
    public void A_directory_without_a_journal_says_what_one_looks_like()
    {
        JournalException missing = Assert.Throws<JournalException>(() => new JournalReader(_directory.Path).Verify());

        Assert.Equal("CSR7106", missing.Code);
        Assert.Contains("journal-000001.log", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_is_crc32c_as_published()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8)); // the check value of the catalogue of parametrised CRC algorithms
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));   // RFC 3720, B.4: 32 bytes of zeros
    }

    public void Dispose() => _directory.Dispose();

    private static void Append(JournalWriter writer, JournalRecordType type, string payload) =>
        writer.Append(type, 0, EventTime.Zero, Encoding.UTF8.GetBytes(payload));
}
