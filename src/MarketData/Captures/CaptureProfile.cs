using System.Text;

namespace CryptoScalp.Rules.MarketData;

/// <summary>What a look at the head of a capture tells: the venue and symbol for messages that name neither, and how far its two clocks differ.</summary>
internal sealed class CaptureProfile
{
    /// <summary>Frames looked at.</summary>
    public const int MaxFrames = 500;

    private readonly SortedSet<string> _symbols = new(StringComparer.Ordinal);
    private readonly List<long> _offsets = [];

    /// <summary>The venue that the first telling message proves; null when none tells.</summary>
    public string? Venue { get; private set; }

    /// <summary>The only symbol of the head; null when there are several or none.</summary>
    public string? Symbol => _symbols.Count == 1 ? _symbols.Min : null;

    /// <summary>Median of exchange minus receive time, nanoseconds; null when no frame has both.</summary>
    public long? Offset => _offsets.Count == 0 ? null : _offsets[_offsets.Count / 2];

    public static CaptureProfile Scan(string path)
    {
        CaptureProfile profile = new();
        using LineReader lines = new(path, new FeedStatistics());
        Frame frame = new();
        for (int i = 0; i < MaxFrames && lines.TryRead(out ReadOnlySpan<byte> line); i++)
        {
            if (CaptureLine.TrySplit(line, out CaptureLine parts))
            {
                FrameParser.Parse(parts.Json, frame);
                profile.Note(frame, parts);
            }
        }

        profile._offsets.Sort();
        return profile;
    }

    private void Note(Frame frame, in CaptureLine line)
    {
        if (frame.Fault is not null)
        {
            return;
        }

        // A snapshot's shape proves least (an old futures snapshot has no T), so it speaks only when nothing else does.
        Venue ??= frame.Kind == MessageKind.Snapshot ? null : MessageShape.VenueOf(frame);
        if (InstrumentTable.IsSymbol(frame.Symbol))
        {
            _symbols.Add(Encoding.ASCII.GetString(frame.Symbol));
        }

        if (frame.EventMs > 0 && line.ReceiveTime.Nanoseconds > 0)
        {
            _offsets.Add(FrameTime.FromMilliseconds(frame.EventMs).Nanoseconds - line.ReceiveTime.Nanoseconds);
        }
    }
}
