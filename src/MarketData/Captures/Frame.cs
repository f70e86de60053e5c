using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The fields of the frame being read; one object is filled again and again.</summary>
internal sealed class Frame
{
    private readonly byte[] _symbol = new byte[64];
    private int _symbolLength;

    public MessageKind Kind { get; set; }

    public FrameFields Present { get; set; }

    /// <summary>The first thing wrong with the frame.</summary>
    public FeedFault? Fault { get; private set; }

    /// <summary>Milliseconds; <c>E</c>.</summary>
    public long EventMs { get; set; }

    /// <summary>Milliseconds; <c>T</c>.</summary>
    public long TransactionMs { get; set; }

    public long FirstId { get; set; }

    /// <summary><c>u</c>, or <c>lastUpdateId</c>.</summary>
    public long LastId { get; set; }

    public long PreviousId { get; set; }

    public long TradeId { get; set; }

    public long AggregateId { get; set; }

    public Dec8 BidPrice { get; set; }

    public Dec8 BidSize { get; set; }

    public Dec8 AskPrice { get; set; }

    public Dec8 AskSize { get; set; }

    public Dec8 Price { get; set; }

    public Dec8 Size { get; set; }

    /// <summary><c>i</c> of a mark price.</summary>
    public Dec8 IndexPrice { get; set; }

    /// <summary><c>r</c> of a mark price; signed.</summary>
    public Dec8 FundingRate { get; set; }

    public bool BuyerIsMaker { get; set; }

    public ExecutionKind Execution { get; set; }

    public Bar Candle { get; set; }

    public bool CandleClosed { get; set; }

    public LevelBuffer Levels { get; } = new();

    /// <summary>The trades of a frame that carries several.</summary>
    public List<Trade> Trades { get; } = [];

    public ReadOnlySpan<byte> Symbol => _symbol.AsSpan(0, _symbolLength);

    public bool Has(FrameFields fields) => (Present & fields) == fields;

    public void Clear()
    {
        Kind = MessageKind.Unknown;
        Present = FrameFields.None;
        Fault = null;
        EventMs = 0;
        TransactionMs = 0;
        _symbolLength = 0;
        Levels.Clear();
        Trades.Clear();
    }

    /// <summary>The first blame stays.</summary>
    public void Blame(FeedFault fault) => Fault ??= fault;

    /// <summary>Replaces whatever was blamed before.</summary>
    public void BlameOnly(FeedFault fault) => Fault = fault;

    public void SetSymbol(ReadOnlySpan<byte> symbol)
    {
        if (symbol.Length > _symbol.Length)
        {
            Blame(FeedFault.IllTypedField);
            return;
        }

        symbol.CopyTo(_symbol);
        _symbolLength = symbol.Length;
        Present |= FrameFields.Symbol;
    }
}
