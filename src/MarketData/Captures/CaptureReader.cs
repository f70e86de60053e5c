using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Replays a raw exchange capture: one <c>receive-time JSON</c> line per frame, plain or gzip, as market events in the order of the file.</summary>
/// <remarks>
/// Reads Binance spot, USD-M and COIN-M depth updates, book tickers, trades, aggregate trades, closed klines, mark prices with their funding rates, and REST snapshots, bare or in the
/// combined-stream wrapper, and Hyperliquid books and trades. Bad input never stops the stream: it is counted in <see cref="Statistics"/>.
/// Event times: see the remarks on time in <see cref="EventStamp"/>; frames without an exchange time take the receive time shifted by the clocks' difference.
/// Books are not kept here: <see cref="BookTracker"/> does that. Levels of an event are valid until the next call.
/// </remarks>
public sealed class CaptureReader : IMarketFeed
{
    private readonly LineReader _lines;
    private readonly Frame _frame = new();
    private readonly EventClock _clock;
    private readonly InstrumentTable _instruments = new();
    private readonly TradeFilter _trades = new();
    private readonly string? _forcedVenue;
    private readonly string? _fallbackVenue;
    private readonly byte[] _fallbackSymbol;
    private Instrument? _batchInstrument;
    private EventStamp _batchStamp;
    private int _nextTrade;

    private CaptureReader(string path, CaptureOptions options, CaptureProfile profile)
    {
        Name = path;
        _lines = new LineReader(path, Statistics);
        _clock = new EventClock(profile.Offset);
        _forcedVenue = options.Venue;
        _fallbackVenue = profile.Venue;
        _fallbackSymbol = Encoding.ASCII.GetBytes(options.Symbol ?? profile.Symbol ?? "");
    }

    /// <summary>The path.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public FeedStatistics Statistics { get; } = new();

    /// <summary>Opens a capture that is known to be a readable file; <c>FeedSpec.Open</c> checks and explains.</summary>
    public static CaptureReader Open(string path, CaptureOptions? options = null) =>
        new(path, options ?? new CaptureOptions(), CaptureProfile.Scan(path));

    /// <inheritdoc/>
    public bool TryNext(out MarketEvent marketEvent)
    {
        while (true)
        {
            if (TryNextOfBatch(out marketEvent))
            {
                Statistics.Delivered(marketEvent.Kind);
                return true;
            }

            if (!_lines.TryRead(out ReadOnlySpan<byte> line))
            {
                return false;
            }

            if (!line.IsEmpty && TryRead(line, out marketEvent))
            {
                Statistics.Delivered(marketEvent.Kind);
                return true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private bool TryRead(ReadOnlySpan<byte> line, out MarketEvent marketEvent)
    {
        marketEvent = default;
        FeedFault? fault = FeedFault.NotJson;
        if (CaptureLine.TrySplit(line, out CaptureLine parts))
        {
            FrameParser.Parse(parts.Json, _frame);
            fault = _frame.Fault;
        }

        if (fault is null && Identify(parts, out fault) is { } instrument)
        {
            EventStamp stamp = Stamp(parts.ReceiveTime, line);
            return TryConvert(instrument, stamp, line, out marketEvent);
        }

        Statistics.Count(fault!.Value, _lines.LineNumber, line);
        return false;
    }

    private Instrument? Identify(in CaptureLine line, out FeedFault? fault)
    {
        ReadOnlySpan<byte> symbol = _frame.Has(FrameFields.Symbol) || _frame.Kind == MessageKind.HyperliquidTrades ? _frame.Symbol
            : line.Symbol.IsEmpty ? _fallbackSymbol
            : line.Symbol;
        string? venue = _forcedVenue ?? VenueOfFrame();
        if (symbol.IsEmpty || venue is null)
        {
            fault = symbol.IsEmpty ? FeedFault.AmbiguousSymbol : FeedFault.UnknownVenue;
            return null;
        }

        Instrument? found = _instruments.Find(venue, symbol, out FeedFault why);
        fault = found is null ? why : null;
        return found;
    }

    private string? VenueOfFrame()
    {
        return _frame.Kind == MessageKind.Snapshot
            ? _fallbackVenue ?? MessageShape.VenueOf(_frame)
            : MessageShape.VenueOf(_frame) ?? _fallbackVenue;
    }

    private EventStamp Stamp(EventTime receiveTime, ReadOnlySpan<byte> line)
    {
        EventTime exchange = _frame.EventMs > 0 ? FrameTime.FromMilliseconds(_frame.EventMs) : default;
        EventTime time = _clock.Stamp(exchange, receiveTime, out FeedFault? fault);
        if (fault is { } wrong)
        {
            Statistics.Count(wrong, _lines.LineNumber, line);
        }

        return new EventStamp(time, exchange, receiveTime, new SourcePosition(0, _lines.LineNumber, Crc32C.Of(line)));
    }

    private bool TryConvert(Instrument instrument, in EventStamp stamp, ReadOnlySpan<byte> line, out MarketEvent marketEvent)
    {
        marketEvent = default;
        switch (_frame.Kind)
        {
            case MessageKind.Ticker:
                marketEvent = OfTicker(instrument, stamp, line);
                return true;
            case MessageKind.Trade or MessageKind.AggregateTrade:
                return TryTrade(instrument, stamp, TradeOfFrame(), line, out marketEvent);
            case MessageKind.Depth:
                marketEvent = OfBook(MarketEventKind.BookDelta, instrument, stamp);
                return true;
            case MessageKind.Snapshot or MessageKind.HyperliquidBook:
                marketEvent = OfBook(MarketEventKind.BookSnapshot, instrument, stamp);
                return true;
            case MessageKind.Kline:
                marketEvent = MarketEvent.OfBar(instrument, stamp, _frame.Candle);
                return _frame.CandleClosed;
            case MessageKind.MarkPrice:
                marketEvent = MarketEvent.OfFunding(instrument, stamp, FundingOfFrame());
                return true;
            case MessageKind.HyperliquidTrades:
                (_batchInstrument, _batchStamp, _nextTrade) = (instrument, stamp, 0);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private MarketEvent OfTicker(Instrument instrument, in EventStamp stamp, ReadOnlySpan<byte> line)
    {
        Quote quote = new(_frame.BidPrice, _frame.BidSize, _frame.AskPrice, _frame.AskSize, _frame.LastId);
        if (!quote.IsCrossed)
        {
            return MarketEvent.OfQuote(instrument, stamp, quote);
        }

        Statistics.Count(FeedFault.CrossedQuote, _lines.LineNumber, line);
        return MarketEvent.OfStatus(instrument, stamp, new FeedStatus(FeedStatusKind.CrossedQuote, 0, quote.UpdateId));
    }

    private FundingUpdate FundingOfFrame() => new(
        _frame.Has(FrameFields.FundingRate),
        _frame.Has(FrameFields.FundingRate) ? _frame.FundingRate : Dec8.Zero,
        _frame.Price,
        _frame.Has(FrameFields.IndexPrice) ? _frame.IndexPrice : Dec8.Zero);

    private Trade TradeOfFrame()
    {
        bool aggregate = _frame.Kind == MessageKind.AggregateTrade;
        return new Trade(
            _frame.Price,
            _frame.Size,
            aggregate ? _frame.AggregateId : _frame.TradeId,
            FrameTime.FromMilliseconds(_frame.TransactionMs),
            _frame.BuyerIsMaker ? TradeSide.Sell : TradeSide.Buy,
            _frame.Has(FrameFields.Execution) ? _frame.Execution : ExecutionKind.Unstated,
            aggregate);
    }

    private bool TryTrade(Instrument instrument, in EventStamp stamp, in Trade trade, ReadOnlySpan<byte> line, out MarketEvent marketEvent)
    {
        marketEvent = MarketEvent.OfTrade(instrument, stamp, trade);
        if (_trades.Check(instrument, trade) is not { } fault)
        {
            return true;
        }

        Statistics.Count(fault, _lines.LineNumber, line);
        return false;
    }

    private MarketEvent OfBook(MarketEventKind kind, Instrument instrument, in EventStamp stamp)
    {
        BookUpdateIds ids = kind == MarketEventKind.BookSnapshot
            ? new BookUpdateIds(0, _frame.Has(FrameFields.SnapshotId) ? _frame.LastId : 0, BookUpdateIds.NoPrevious)
            : new BookUpdateIds(
                _frame.FirstId, _frame.LastId, _frame.Has(FrameFields.PreviousId) ? _frame.PreviousId : BookUpdateIds.NoPrevious);
        return MarketEvent.OfBook(kind, instrument, stamp, ids, _frame.Levels);
    }

    /// <summary>The rest of a frame that carries several trades.</summary>
    private bool TryNextOfBatch(out MarketEvent marketEvent)
    {
        while (_batchInstrument is { } instrument)
        {
            if (_nextTrade == _frame.Trades.Count)
            {
                _batchInstrument = null;
            }
            else if (TryTrade(instrument, _batchStamp, _frame.Trades[_nextTrade++], "(one of a list of trades)"u8, out marketEvent))
            {
                return true;
            }
        }

        marketEvent = default;
        return false;
    }
}
