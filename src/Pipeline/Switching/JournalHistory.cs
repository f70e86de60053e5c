using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Begins rules with what the journal knows of the time before the tape, so that their windows are full at once. On the thread of the yard, never on the tick thread.</summary>
/// <remarks>
/// The journal is being written meanwhile. It is read up to the place on the tape where rules go on, to the transaction: what is there has been handed to the operating
/// system long before the tape lets go of it, since the tape keeps far more than the writer's buffer holds. Where it cannot be read that far, rules begin with the
/// rows that stand and warm.
/// </remarks>
internal sealed class JournalHistory(TickPipeline pipeline)
{
    /// <summary>Rules that know what they look back at, as of a place; null where they need no more than the place itself knows, or where the journal does not have it.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="place">Where they go on with the tape.</param>
    /// <param name="isBeginning">True when the tape reaches back to where the run began: then only a past that the run took over lies before it.</param>
    /// <param name="stop">Ends the reading.</param>
    public WarmRules? TryBegin(BoundProgram program, TapePlace place, bool isBeginning, CancellationToken stop)
    {
        LookBack look = LookBack.Of(program);
        bool needsMore = look.FarNs > 0 || !look.Unbounded.IsEmpty;
        return needsMore && place.Sequence > 0 && !(isBeginning && pipeline.TapeBegins == 0) && pipeline.Options.Journal?.Directory is { } journal
            ? Read(program, look, place, journal, stop) : null;
    }

    private WarmRules? Read(BoundProgram program, LookBack look, TapePlace place, string journal, CancellationToken stop)
    {
        try
        {
            return Begin(program, look, place, new JournalReader(journal, stop).ReadAll());
        }
        catch (JournalException)
        {
            return null; // a journal that cannot be read stops the run by itself when it is written; rules warm
        }
    }

    private WarmRules? Begin(BoundProgram program, LookBack look, TapePlace place, IEnumerable<JournalRecord> records)
    {
        if (Extent(records, place) is not { } extent)
        {
            return null;
        }

        RecordedPast past = new(records);
        past.BeginRun(extent.End, new TakenPast(extent.From, 0, place.Sequence, place.At, false));
        (long since, EventTime knownFrom) = look.Unbounded.IsEmpty && look.FarNs < place.At.Nanoseconds ? past.Before(new EventTime(place.At.Nanoseconds - look.FarNs)) : default;
        WarmRules rules = new(program, pipeline.Options.Engine, pipeline.Options.MaxCreatedFacts, pipeline.Code)
        {
            Since = since,
            PastFrom = extent.IsWhole ? 0 : extent.From,
            KnowsFrom = since > 0 ? knownFrom : extent.IsWhole ? new EventTime(long.MinValue) : extent.FromAt,
        };
        return rules.Session is IncrementalSession session && RestoredSession.Tell(session, program, past, since, extent.From, static (_, _) => { }) is null ? rules : null;
    }

    /// <summary>The records to read: from the beginning of the run's past, or so many transactions before the place; null when the place is not in the journal yet.</summary>
    private (long From, EventTime FromAt, long End, bool IsWhole)? Extent(IEnumerable<JournalRecord> records, TapePlace place)
    {
        Queue<(long Record, EventTime At)> transactions = new();
        bool isWhole = true;
        foreach (JournalRecord record in records.Where(r => r.Place.Record >= pipeline.PastFrom && r.Type is JournalRecordType.FactChanges))
        {
            transactions.Enqueue((record.Place.Record, record.At));
            if (transactions.Count > JournalPast.MaxTransactions)
            {
                transactions.Dequeue();
                isWhole = false;
            }

            if (record.Sequence >= place.Sequence)
            {
                (long from, EventTime at) = transactions.Peek();
                return record.Sequence == place.Sequence ? (isWhole ? pipeline.PastFrom : from, at, record.Place.Record + 1, isWhole) : null;
            }
        }

        return null;
    }
}
