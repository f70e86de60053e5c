namespace CryptoScalp.Rules.MarketData;

/// <summary>The kinds of bad input. Each is counted with its first example, and the feed goes on. Append-only.</summary>
public enum FeedFault : byte
{
    /// <summary>Compressed input ended early or is damaged: what follows is lost, what came before was used.</summary>
    TruncatedInput = 0,

    /// <summary>A line over the bound (16 MiB): skipped.</summary>
    OverlongLine,

    /// <summary>A line that is not a frame of JSON: skipped.</summary>
    NotJson,

    /// <summary>JSON of a kind that the reader does not know, such as a subscription answer: skipped.</summary>
    UnknownKind,

    /// <summary>A known message lacks a field: skipped.</summary>
    MissingField,

    /// <summary>A field has another type or form than the message's kind says: skipped.</summary>
    IllTypedField,

    /// <summary>More than eight decimals in a frame: skipped, never rounded.</summary>
    TooManyDecimals,

    /// <summary>A number beyond the range of exact decimals, or a price or size of zero where it must be positive: skipped.</summary>
    NumberOutOfRange,

    /// <summary>A negative number: skipped.</summary>
    NegativeNumber,

    /// <summary>A message that does not name its symbol in a file with several, or none: skipped.</summary>
    AmbiguousSymbol,

    /// <summary>A message whose shape does not tell the venue, in a file where nothing does: skipped. Force one with <c>?venue=</c>.</summary>
    UnknownVenue,

    /// <summary>More instruments than the bound (4096): messages of further ones are skipped.</summary>
    TooManyInstruments,

    /// <summary>A quote with bid at or above ask: refused, and a status event says so.</summary>
    CrossedQuote,

    /// <summary>A time before one already seen: order is kept and event time stands still.</summary>
    TimestampBackward,

    /// <summary>A time that agrees neither with the frame's other time nor with the frames before: not believed.</summary>
    ImplausibleTime,

    /// <summary>A trade id that came already: dropped.</summary>
    DuplicateTrade,

    /// <summary>Trades of an instrument that also come in the other form (single against aggregate): dropped, so volume counts once.</summary>
    MixedTradeStreams,

    /// <summary>A book update does not follow the one before: the book is invalid until a snapshot.</summary>
    SequenceGap,

    /// <summary>A book's bid met its ask after an update: invalid until it uncrosses.</summary>
    CrossedBook,

    /// <summary>A snapshot older than the book or than the waiting updates: ignored.</summary>
    StaleSnapshot,

    /// <summary>Too many updates waited for a snapshot: dropped; the top comes from tickers alone.</summary>
    UpdatesDropped,

    /// <summary>A book side over the bound on levels: the level farthest from the touch was dropped.</summary>
    LevelsDropped,

    /// <summary>A row with another number of columns than the header: skipped.</summary>
    WrongColumnCount,

    /// <summary>A cell that is not a number: row skipped.</summary>
    NotANumber,

    /// <summary>A bar whose high is below its low, or whose open or close lies outside them: row skipped.</summary>
    InconsistentBar,

    /// <summary>A row with the timestamp of the row before: skipped.</summary>
    DuplicateTimestamp,

    /// <summary>A row with a timestamp before that of a row already used: skipped.</summary>
    BackwardRow,

    /// <summary>A cell with more than eight decimals (float noise): rounded half to even, row used.</summary>
    RoundedNumber,
}
