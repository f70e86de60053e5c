using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal.Tests;

public sealed class JournalDiskTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void A_disk_that_fills_up_at_any_byte_is_told_and_nothing_flushed_before_is_lost()
    {
        for (int room = 0; room < 1200; room += 7)
        {
            string path = Path.Combine(_directory.Path, $"room{room}");
            int flushed = 0;
            JournalException told = Assert.Throws<JournalException>(() => WriteUntilFull(path, room, ref flushed));

            Assert.Equal("CSR7102", told.Code);
            Assert.Equal($"cannot write the journal '{path}': No space left on device; what was written before is intact, nothing more will be recorded", told.Message);
            if (new FileInfo(Path.Combine(path, "journal-000001.log")).Length > 0)
            {
                Samples.AssertArePrefix([.. new JournalReader(path).ReadAll()], flushed);
            }
        }
    }

    [Fact]
    public void A_broken_writer_refuses_everything_that_follows()
    {
        JournalWriter writer = JournalWriter.Open(_directory.Path, new JournalOptions { BufferBytes = 1 }, new FaultyStore(300));
        Assert.Throws<JournalException>(() => Samples.AppendTo(writer, 0, 50));
        long records = writer.Records;

        Assert.Contains("an earlier write failed", Assert.Throws<JournalException>(() => Samples.AppendTo(writer, 0, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<JournalException>(() => writer.Flush(durable: true));
        Assert.Equal(records, writer.Records);
        writer.Dispose();
    }

    [FactWhereDevFullExists]
    public void A_device_that_is_really_full_is_told()
    {
        using JournalWriter writer = JournalWriter.Open(_directory.Path, new JournalOptions { BufferBytes = 1000 }, new DeviceStore("/dev/full"));
        JournalException told = Assert.Throws<JournalException>(() => Samples.AppendTo(writer, 0, 50));

        Assert.Equal("CSR7102", told.Code);
        Assert.IsAssignableFrom<IOException>(told.InnerException);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_told()
    {
        string file = Path.Combine(_directory.Path, "plain-file");
        File.WriteAllText(file, "");

        JournalException told = Assert.Throws<JournalException>(() => JournalWriter.Open(Path.Combine(file, "journal")));

        Assert.Equal("CSR7102", told.Code);
        Assert.StartsWith($"cannot write the journal '{file}", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_that_cannot_be_created_is_told_and_the_directory_is_free_again()
    {
        Directory.CreateDirectory(_directory.Segment(1));

        Assert.Equal("CSR7102", Assert.Throws<JournalException>(() => JournalWriter.Open(_directory.Path)).Code);
        Directory.Delete(_directory.Segment(1));
        using JournalWriter writer = JournalWriter.Open(_directory.Path);
        Assert.Equal(0, writer.Records);
    }

    [Fact]
    public void A_record_that_is_too_large_is_refused_and_the_writer_goes_on()
    {
        using JournalWriter writer = JournalWriter.Open(_directory.Path);
        JournalException told = Assert.Throws<JournalException>(
            () => writer.Append(JournalRecordType.Pack, 0, EventTime.Zero, new byte[JournalOptions.MaxPayloadBytes + 1]));
        Samples.AppendTo(writer, 0, 2);
        writer.Flush(durable: true);

        Assert.Equal("CSR7104", told.Code);
        Assert.Equal("a Pack record of 16777217 bytes is larger than the 16777216 bytes that a record may have", told.Message);
        Samples.AssertArePrefix([.. new JournalReader(_directory.Path).ReadAll()], 2);
    }

    [Fact]
    public void A_segment_that_may_not_be_read_is_told_with_the_system_s_reason()
    {
        Samples.Write(_directory.Path, 3);
        using FileStream held = new(_directory.Segment(1), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        JournalException told = Assert.Throws<JournalException>(() => new JournalReader(_directory.Path).Verify());

        Assert.Equal("CSR7107", told.Code);
        Assert.Contains(_directory.Path, told.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static void WriteUntilFull(string path, int room, ref int flushed)
    {
        using JournalWriter writer = JournalWriter.Open(path, new JournalOptions { BufferBytes = 100 }, new FaultyStore(room));
        for (int i = 0; ; i++)
        {
            Samples.AppendTo(writer, i, i + 1);
            writer.Flush(durable: true);
            flushed = i + 1;
        }
    }

    /// <summary>Linux has a device whose every write fails for want of space; the simulated disk above stands for it elsewhere.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FactWhereDevFullExistsAttribute : FactAttribute
    {
        public FactWhereDevFullExistsAttribute() => Skip = File.Exists("/dev/full") ? null! : "this system has no /dev/full";
    }

    private sealed class DeviceStore(string device) : SegmentStore
    {
        public override Stream CreateNew(string path) => new FileStream(device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        public override Stream OpenExisting(string path) => CreateNew(path);
    }
}
