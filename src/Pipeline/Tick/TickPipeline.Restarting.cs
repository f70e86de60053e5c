using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How a run goes on with a journal: the state, the account and the memory that the runs before left (docs/adr/0185). For the tick thread.</summary>
public sealed partial class TickPipeline
{
    /// <summary>Rows of an earlier run that this one has not told yet; null when there are none.</summary>
    private BridgedRows? _bridged;

    /// <summary>Only exits are decided until this event time, because windows are not full; null when all are. Any thread.</summary>
    public EventTime? WarmsUntil => Volatile.Read(ref _live).WarmsUntil;

    /// <summary>Transactions with which the tape begins that are of no event: the rows that an earlier run left.</summary>
    internal int TapeBegins { get; private set; }

    /// <summary>The record with which the past of the run begins, which may be that of an earlier run.</summary>
    internal long PastFrom { get; private set; }

    /// <summary>Rules in the state that the past leaves them in; fresh ones where there is none that could be taken over.</summary>
    private static (DecidingRules Rules, RestoredPast? Past) Restore(BoundProgram program, TickPipelineOptions options, EmittedCode code)
    {
        DecidingRules rules = new(program, options.Engine, options.MaxCreatedFacts, code);
        if (options.Past?.Restore(rules, options.BeginsAt ?? options.Past.At) is not { } restored)
        {
            return (rules, null);
        }

        return restored.Problem is null ? (rules, restored) : (new DecidingRules(program, options.Engine, options.MaxCreatedFacts, code), null);
    }

    /// <summary>When windows and features are full that the past does not fill; null when they are, or when the run goes on with nothing.</summary>
    private EventTime? WarmingOf(BoundProgram program, TickPipelineOptions options, RestoredPast? restored)
    {
        if (options.Past is not { } past)
        {
            return null;
        }

        EventTime begins = options.BeginsAt ?? past.At;
        long featuresNs = _wanted.Schema.Features.Select(static f => f.WarmUpMs).DefaultIfEmpty(0).Max() * 1_000_000;
        EventTime[] full =
        [
            LookBack.Of(program).FullAt(restored?.KnownFrom ?? begins, begins) ?? begins,
            new EventTime(begins.Nanoseconds + featuresNs),
            restored is null ? begins : past.WarmsUntil,
        ];
        EventTime last = full.Max();
        return last > begins ? last : null;
    }

    /// <summary>What is remembered of what was emitted, and what was winning when the runs before ended.</summary>
    private void RestoreMemory(BoundProgram program, RestoredPast? restored)
    {
        if (_options.Remembered is { } emitted)
        {
            _live.Adopt(restored is null ? emitted.ToMemory(program) : restored.Memory.Of(emitted, _live.Rules.Session, restored.Taken));
        }
    }

    /// <summary>Joins the past and this run: in a transaction at the end of the past the account says how it stands, and where the market was silent for long its rows go. Nothing is decided in it.</summary>
    private void Join(RestoredPast restored)
    {
        TellStanding(restored);
        _account.Publish(_changes, afterFill: _options.Past!.EndsInFill);
        _live.Rules.ContinueFrom(restored.Taken.Sequence);
        _bridged = new BridgedRows(_live.Program, _given, new EventTime(restored.Taken.At.Nanoseconds + FactMapper.StaleAfterNs));
        Settle(restored.Taken.At, isLost: !restored.Taken.IsBridged);
        Transact(restored.Taken.At, decides: false);
    }

    private void Settle(EventTime at, bool isLost)
    {
        if (_bridged?.Settle(_changes, at, isLost) == false)
        {
            _bridged = null;
        }
    }

    /// <summary>A feed that has lost its market says so; what an earlier run told of it is of no more use.</summary>
    private static bool IsLoss(in MarketEvent marketEvent) => marketEvent.Kind == MarketEventKind.Status
        && marketEvent.Status.Kind is FeedStatusKind.Outage or FeedStatusKind.SequenceGap or FeedStatusKind.CrossedBook or FeedStatusKind.CrossedQuote;

    /// <summary>Lets proofs, readers and rules that come later know the rows that stand.</summary>
    private void TellStanding(RestoredPast restored)
    {
        RowChanges rows = new();
        EventTime told = EventTime.Zero;
        foreach ((Fact fact, RowStory story) in restored.Standing.InOrder())
        {
            if (story.At > told && rows.Count > 0)
            {
                CloseStanding(restored.Taken.Sequence, told, rows);
            }

            told = story.At;
            SuppliedRow row = _wanted.EarlierRow(fact);
            rows.Assert(row, fact.Arguments.AsSpan()[row.Key.Length..]);
            _account.Told(row, rows.ValuesOf(rows.Count - 1));
            int last = rows.Count - 1;
            FactOrigin origin = new(FactOriginKind.Recorded, default, default, story.Origin);
            ToldRow noted = _given.Note(rows, last, story.At, origin);
            Mirror?.Note(rows, last, noted);
            Tape?.Note(rows, last, story.At, origin);
        }

        CloseStanding(restored.Taken.Sequence, restored.Taken.At, rows);
        Mirror?.Close(restored.Taken.Sequence, restored.Taken.At);
        Mirror?.Switch(_live.Program, _live.Measures, restored.Taken.At, WarmsUntil);
    }

    private void CloseStanding(long sequence, EventTime at, RowChanges rows)
    {
        rows.Clear();
        Tape?.Close(sequence, at, null);
        TapeBegins++;
    }
}
