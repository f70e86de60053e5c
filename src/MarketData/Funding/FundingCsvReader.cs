using System.Buffers.Text;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Replays a CSV of funding rates, <c>ts_ms,funding_rate</c> and perhaps <c>mark_price,index_price</c>, as events at their own times.</summary>
/// <remarks>
/// <c>ts_ms</c> is when the rate was settled, Unix milliseconds: from then on it is known. Columns are found by name, in any order; others are ignored. Bad rows
/// are skipped and counted, digits beyond the eighth rounded and counted, as in <see cref="BarCsvReader"/>. Plain or gzip.
/// </remarks>
public sealed class FundingCsvReader : IMarketFeed
{
    private readonly LineReader _lines;
    private readonly FundingLayout _layout;
    private readonly Instrument _instrument;
    private readonly Range[] _cells;
    private long _latestMs = -1;

    private FundingCsvReader(string path, FundingLayout layout, Instrument instrument)
    {
        Name = path;
        _lines = new LineReader(path, Statistics);
        _lines.TryRead(out _);
        (_layout, _instrument, _cells) = (layout, instrument, new Range[layout.Columns + 1]);
    }

    /// <summary>The path.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public FeedStatistics Statistics { get; } = new();

    /// <summary>Opens a file that is known to be readable; null, and why, when it is not a CSV of funding rates.</summary>
    /// <param name="venue">Name text with its slash.</param>
    /// <param name="symbol">Null: the part of the file's name that looks like one.</param>
    public static FundingCsvReader? TryOpen(string path, string venue, string? symbol, out string? problem)
    {
        using LineReader head = new(path, new FeedStatistics());
        FundingLayout? layout = head.TryRead(out ReadOnlySpan<byte> header) ? FundingLayout.TryParse(header) : null;
        symbol ??= SymbolInName.Of(path);
        problem = layout is null ? "the first line must name the columns ts_ms and funding_rate, and may name mark_price and index_price"
            : !InstrumentTable.IsSymbol(Encoding.UTF8.GetBytes(symbol)) ? $"'{symbol}' is no symbol; name one with ?symbol=BTCUSDT"
            : null;
        return problem is null ? new FundingCsvReader(path, layout!, new Instrument(venue, symbol)) : null;
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

            if (Read(line, out long atMs, out FundingUpdate update) is { } fault)
            {
                Statistics.Count(fault, _lines.LineNumber, line);
                continue;
            }

            _latestMs = atMs;
            EventTime at = FrameTime.FromMilliseconds(atMs);
            marketEvent = MarketEvent.OfFunding(_instrument, new EventStamp(at, at, default, new SourcePosition(0, _lines.LineNumber)), update);
            Statistics.Delivered(MarketEventKind.Funding);
            return true;
        }

        marketEvent = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private FeedFault? Read(ReadOnlySpan<byte> line, out long atMs, out FundingUpdate update)
    {
        (atMs, update) = (0, default);
        if (Split(line, _cells) != _layout.Columns)
        {
            return FeedFault.WrongColumnCount;
        }

        ReadOnlySpan<byte> time = line[_cells[_layout.Time]].Trim((byte)' ');
        if (!Utf8Parser.TryParse(time, out atMs, out int used) || used != time.Length)
        {
            return FeedFault.NotANumber;
        }

        return ProblemOf(atMs) ?? ReadNumbers(line, _cells, out update);
    }

    private FeedFault? ProblemOf(long atMs) =>
        atMs < 0 ? FeedFault.NegativeNumber
        : atMs > FrameTime.MaxMilliseconds ? FeedFault.NumberOutOfRange
        : atMs == _latestMs ? FeedFault.DuplicateTimestamp
        : atMs < _latestMs ? FeedFault.BackwardRow
        : null;

    private FeedFault? ReadNumbers(ReadOnlySpan<byte> line, ReadOnlySpan<Range> cells, out FundingUpdate update)
    {
        FeedFault? ofRate = Number(line, cells, _layout.Rate, isSigned: true, out Dec8 rate);
        FeedFault? ofMark = Number(line, cells, _layout.Mark, isSigned: false, out Dec8 mark);
        FeedFault? ofIndex = Number(line, cells, _layout.Index, isSigned: false, out Dec8 index);
        update = new FundingUpdate(HasRate: true, rate, mark, index);
        return ofRate ?? ofMark ?? ofIndex;
    }

    private FeedFault? Number(ReadOnlySpan<byte> line, ReadOnlySpan<Range> cells, int column, bool isSigned, out Dec8 value)
    {
        value = default;
        if (column < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> cell = line[cells[column]].Trim((byte)' ');
        bool isNegative = isSigned && cell is [(byte)'-', ..];
        FeedFault? fault = CsvNumber.Read(isNegative ? cell[1..] : cell, out value);
        value = isNegative ? new Dec8(-value.Raw) : value;
        if (fault == FeedFault.RoundedNumber)
        {
            Statistics.Count(FeedFault.RoundedNumber, _lines.LineNumber, line);
            return null;
        }

        return fault;
    }

    /// <summary>As many cells as there is room for.</summary>
    private static int Split(ReadOnlySpan<byte> line, Span<Range> cells)
    {
        int count = 0;
        foreach (Range cell in line.Split((byte)','))
        {
            if (count == cells.Length)
            {
                break;
            }

            cells[count++] = cell;
        }

        return count;
    }
}
