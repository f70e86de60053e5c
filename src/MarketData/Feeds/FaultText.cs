using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>What each fault is called and which diagnostic reports it.</summary>
internal static class FaultText
{
    public static (DiagnosticDescriptor Descriptor, string Words) Of(FeedFault fault) => fault switch
    {
        FeedFault.TruncatedInput => (MarketDataDiagnostics.UnreadableFrames, "early end of compressed input (what follows is lost)"),
        FeedFault.OverlongLine => (MarketDataDiagnostics.UnreadableFrames, "line(s) over 16 MiB, skipped"),
        FeedFault.NotJson => (MarketDataDiagnostics.UnreadableFrames, "line(s) that are no JSON frame, skipped"),
        FeedFault.UnknownKind => (MarketDataDiagnostics.UnreadableFrames, "message(s) of an unknown kind, skipped"),
        FeedFault.WrongColumnCount => (MarketDataDiagnostics.UnreadableFrames, "row(s) with another number of columns than the header, skipped"),
        FeedFault.MissingField => (MarketDataDiagnostics.RefusedValues, "message(s) without a needed field, skipped"),
        FeedFault.IllTypedField => (MarketDataDiagnostics.RefusedValues, "message(s) with a field of the wrong type, skipped"),
        FeedFault.TooManyDecimals => (MarketDataDiagnostics.RefusedValues, "message(s) with more than eight decimals, skipped"),
        FeedFault.NumberOutOfRange => (MarketDataDiagnostics.RefusedValues, "message(s) with a number out of range, skipped"),
        FeedFault.NegativeNumber => (MarketDataDiagnostics.RefusedValues, "message(s) with a negative number, skipped"),
        FeedFault.AmbiguousSymbol => (MarketDataDiagnostics.RefusedValues, "message(s) that name no symbol, skipped; give one with ?symbol="),
        FeedFault.UnknownVenue => (MarketDataDiagnostics.RefusedValues, "message(s) of an unknown venue, skipped; give one with ?venue="),
        FeedFault.TooManyInstruments => (MarketDataDiagnostics.RefusedValues, "message(s) of instruments past the bound of 4096, skipped"),
        FeedFault.CrossedQuote => (MarketDataDiagnostics.RefusedValues, "quote(s) with bid at or above ask, refused"),
        FeedFault.NotANumber => (MarketDataDiagnostics.RefusedValues, "row(s) with a cell that is no number, skipped"),
        FeedFault.InconsistentBar => (MarketDataDiagnostics.RefusedValues, "bar(s) with high, low, open and close at odds, skipped"),
        FeedFault.RoundedNumber => (MarketDataDiagnostics.RefusedValues, "row(s) with more than eight decimals, rounded half to even"),
        FeedFault.SequenceGap => (MarketDataDiagnostics.BrokenBooks, "gap(s) in the sequence of book updates"),
        FeedFault.CrossedBook => (MarketDataDiagnostics.BrokenBooks, "update(s) that left a book crossed"),
        FeedFault.StaleSnapshot => (MarketDataDiagnostics.BrokenBooks, "snapshot(s) too old to use"),
        FeedFault.UpdatesDropped => (MarketDataDiagnostics.BrokenBooks, "book(s) without a snapshot, only tickers tell the top"),
        FeedFault.LevelsDropped => (MarketDataDiagnostics.BrokenBooks, "update(s) past the bound on levels, the farthest levels dropped"),
        FeedFault.TimestampBackward => (MarketDataDiagnostics.TimeJumps, "time(s) before an earlier frame's, order kept"),
        FeedFault.ImplausibleTime => (MarketDataDiagnostics.TimeJumps, "time(s) that agree with no other frame, not believed"),
        FeedFault.BackwardRow => (MarketDataDiagnostics.TimeJumps, "row(s) before an earlier row, skipped"),
        FeedFault.DuplicateTrade => (MarketDataDiagnostics.Repetitions, "trade(s) that came already, dropped"),
        FeedFault.MixedTradeStreams => (MarketDataDiagnostics.Repetitions, "trade(s) that come in two forms, the second dropped"),
        FeedFault.DuplicateTimestamp => (MarketDataDiagnostics.Repetitions, "row(s) with the timestamp of the row before, skipped"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
