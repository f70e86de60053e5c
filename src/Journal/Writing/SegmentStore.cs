namespace CryptoScalp.Rules.Journal;

/// <summary>Opens segments for writing. Tests put faulty disks here.</summary>
internal abstract class SegmentStore
{
    public static SegmentStore Files { get; } = new FileStore();

    /// <summary>Keeps nothing.</summary>
    public static SegmentStore Nothing { get; } = new NullStore();

    /// <summary>A new segment; fails when the file exists.</summary>
    public abstract Stream CreateNew(string path);

    /// <summary>A segment to continue, positioned at its end.</summary>
    public abstract Stream OpenExisting(string path);

    private sealed class NullStore : SegmentStore
    {
        public override Stream CreateNew(string path) => Stream.Null;

        public override Stream OpenExisting(string path) => Stream.Null;
    }

    private sealed class FileStore : SegmentStore
    {
        public override Stream CreateNew(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        public override Stream OpenExisting(string path) => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }
}
