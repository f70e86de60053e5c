using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Replays a CSV of bars (<c>ts_ms,open,high,low,close,volume</c>) or of bid and ask bars as events, each at its bar's close.</summary>
/// <remarks>
/// <c>ts_ms</c> is the bar's open, Unix milliseconds; an event's time is open + length, since before that nobody knew the bar. Columns are found by
/// name in the header row, in any order; others are ignored. A file with <c>bid_close,bid_size,ask_close,ask_size</c> gives quotes instead.
/// Bad rows are skipped and counted: not a number, negative, inconsistent, duplicate or backward timestamps, wrong number of columns.
/// Digits beyond the eighth are rounded and counted. Plain or gzip.
/// </remarks>
public sealed class BarCsvReader : IMarketFeed
{
    private readonly LineReader _lines;
    private readonly CsvLayout _layout;
    private readonly Instrument _instrument;
    private readonly long _lengthNs;
    private readonly Dec8[] _cells;
    private long _latestMs = -1;

    private BarCsvReader(string path, CsvLayout layout, Instrument instrument, long lengthNs)
    {
        Name = path;
        _lines = new LineReader(path, Statistics);
        _lines.TryRead(out _);
        _layout = layout;
        _instrument = instrument;
        _lengthNs = lengthNs;
        _cells = new Dec8[layout.Columns];
    }

    /// <summary>The path.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public FeedStatistics Statistics { get; } = new();

    /// <summary>Nanoseconds per bar, given or inferred.</summary>
    public long LengthNs => _lengthNs;

    /// <summary>Opens a file that is known to be readable; null, and why, when it is not a CSV of bars.</summary>
    public static BarCsvReader? TryOpen(string path, BarCsvOptions options, out string? problem)
    {
        using LineReader head = new(path, new FeedStatistics());
        CsvLayout? layout = head.TryRead(out ReadOnlySpan<byte> header) ? CsvLayout.TryParse(header) : null;
        if (layout is null)
        {
            problem = "the first line must name the columns: ts_ms, open, high, low, close, volume (or bid_close, bid_size, ask_close, ask_size)";
            return null;
        }

        string symbol = options.Symbol ?? SymbolInName.Of(path);
        long? length = options.LengthNs ?? InferLength(head, layout);
        problem = !InstrumentTable.IsSymbol(Encoding.UTF8.GetBytes(symbol))
            ? $"'{symbol}' is no symbol; name one with ?symbol=BTCUSDT"
            : length is null ? "the length of a bar cannot be told from the timestamps; name it with ?interval=1m" : null;
        return problem is null ? new BarCsvReader(path, layout, new Instrument(options.Venue, symbol), length!.Value) : null;
    }

    /// <inheritdoc/>
    public bool TryNext(out MarketEvent marketEvent)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
            {
                continue;
            }

            if (Read(line, out long openMs, out marketEvent) is { } fault)
            {
                Statistics.Count(fault, _lines.LineNumber, line);
                continue;
            }

            _latestMs = openMs;
            Statistics.Delivered(marketEvent.Kind);
            return true;
        }

        marketEvent = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private FeedFault? Read(ReadOnlySpan<byte> line, out long openMs, out MarketEvent marketEvent)
    {
        marketEvent = default;
        FeedFault? fault = _layout.Read(line, out openMs, _cells, out bool rounded);
        fault ??= openMs == _latestMs ? FeedFault.DuplicateTimestamp : openMs < _latestMs ? FeedFault.BackwardRow : null;
        if (fault is not null)
        {
            return fault;
        }

        if (rounded)
        {
            Statistics.Count(FeedFault.RoundedNumber, _lines.LineNumber, line);
        }

        EventTime open = FrameTime.FromMilliseconds(openMs), close = new(open.Nanoseconds + _lengthNs);
        EventStamp stamp = new(close, close, default, new SourcePosition(0, _lines.LineNumber, Crc32C.Of(line)));
        return _layout.IsQuotes ? ReadQuote(stamp, out marketEvent) : ReadBar(stamp, open, out marketEvent);
    }

    private FeedFault? ReadBar(in EventStamp stamp, EventTime open, out MarketEvent marketEvent)
    {
        Bar bar = new(open, _lengthNs, _cells[0], _cells[1], _cells[2], _cells[3], _cells[4]);
        marketEvent = MarketEvent.OfBar(_instrument, stamp, bar);
        return BarRules.IsConsistent(bar) ? null : FeedFault.InconsistentBar;
    }

    private FeedFault? ReadQuote(in EventStamp stamp, out MarketEvent marketEvent)
    {
        Quote quote = new(_cells[0], _cells[1], _cells[2], _cells[3], 0);
        marketEvent = MarketEvent.OfQuote(_instrument, stamp, quote);
        return quote.BidPrice.IsZero ? FeedFault.NumberOutOfRange : quote.IsCrossed ? FeedFault.CrossedQuote : null;
    }

    private static long? InferLength(LineReader lines, CsvLayout layout)
    {
        Dec8[] cells = new Dec8[layout.Columns];
        long previous = -1, smallest = long.MaxValue;
        for (int row = 0; row < 1000 && lines.TryRead(out ReadOnlySpan<byte> line); row++)
        {
            if (layout.Read(line, out long openMs, cells, out _) is null)
            {
                smallest = previous >= 0 && openMs > previous ? Math.Min(smallest, openMs - previous) : smallest;
                previous = openMs;
            }
        }

        return smallest == long.MaxValue ? null : FrameTime.FromMilliseconds(smallest).Nanoseconds;
    }
}
