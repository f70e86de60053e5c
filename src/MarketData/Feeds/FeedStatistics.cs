using System.Collections.Immutable;

namespace CryptoScalp.Rules.MarketData;

/// <summary>What a feed has read, delivered and refused. Written by the thread that reads the feed; read it there.</summary>
public sealed class FeedStatistics
{
    private const int ExcerptLength = 120;
    private static readonly int FaultKinds = Enum.GetValues<FeedFault>().Length;

    private readonly long[] _events = new long[Enum.GetValues<MarketEventKind>().Length];
    private readonly long[] _faults = new long[FaultKinds];
    private readonly FaultExample?[] _examples = new FaultExample?[FaultKinds];

    /// <summary>Lines read, empty and refused ones included.</summary>
    public long Lines { get; internal set; }

    /// <summary>Bytes read after decompression.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Events delivered, of all kinds.</summary>
    public long Events { get; private set; }

    /// <summary>All faults together.</summary>
    public long Faults { get; private set; }

    /// <summary>Events delivered of a kind.</summary>
    public long CountOf(MarketEventKind kind) => _events[(int)kind];

    /// <summary>Occurrences of a fault.</summary>
    public long CountOf(FeedFault fault) => _faults[(int)fault];

    /// <summary>The first occurrence of a fault; null when there was none.</summary>
    public FaultExample? FirstOf(FeedFault fault) => _examples[(int)fault];

    /// <summary>The faults that occurred, in the order of the enumeration.</summary>
    public ImmutableArray<(FeedFault Fault, long Count, FaultExample First)> Occurred()
    {
        ImmutableArray<(FeedFault, long, FaultExample)>.Builder found = ImmutableArray.CreateBuilder<(FeedFault, long, FaultExample)>();
        for (int i = 0; i < _faults.Length; i++)
        {
            if (_examples[i] is { } example)
            {
                found.Add(((FeedFault)i, _faults[i], example));
            }
        }

        return found.ToImmutable();
    }

    internal void Delivered(MarketEventKind kind)
    {
        _events[(int)kind]++;
        Events++;
    }

    internal void Count(FeedFault fault, long line, ReadOnlySpan<byte> text)
    {
        Faults++;
        if (_faults[(int)fault]++ == 0)
        {
            _examples[(int)fault] = new FaultExample(line, Excerpt(text));
        }
    }

    internal void Count(FeedFault fault, long line, string text)
    {
        Faults++;
        if (_faults[(int)fault]++ == 0)
        {
            _examples[(int)fault] = new FaultExample(line, text);
        }
    }

    /// <summary>Adds another feed's counts; a fault keeps the example that is already here.</summary>
    internal void Include(FeedStatistics other)
    {
        Lines += other.Lines;
        Bytes += other.Bytes;
        Events += other.Events;
        Faults += other.Faults;
        for (int i = 0; i < _events.Length; i++)
        {
            _events[i] += other._events[i];
        }

        for (int i = 0; i < _faults.Length; i++)
        {
            _faults[i] += other._faults[i];
            _examples[i] ??= other._examples[i];
        }
    }

    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        bool cut = text.Length > ExcerptLength;
        return string.Concat(
            string.Create(cut ? ExcerptLength : text.Length, text, static (span, bytes) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '?';
                }
            }),
            cut ? "..." : "");
    }
}
