using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Begins rules with what the journal knows of the time before the tape, so that their windows are full at once. On the thread of the yard, never on the tick thread.</summary>
/// <remarks>
/// The journal is being written meanwhile. It is read up to the place on the tape where rules go on, to the transaction: what is there has been handed to the operating
/// system long before the tape lets go of it, since the tape keeps far more than the writer's buffer holds. Where it cannot be read that far, rules begin with the
/// rows that stand and warm, and <see cref="Problem"/> says why.
/// </remarks>
internal sealed class JournalHistory(TickPipeline pipeline)
{
    /// <summary>Why the journal could not tell the last rules what it should know; null when it did, or was not asked.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>Rules that know what they look back at, as of a place; null where they need no more than the place itself knows, or where the journal does not have it.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="place">Where they go on with the tape.</param>
    /// <param name="isBeginning">True when the tape reaches back to where the run began: then only a past that the run took over lies before it.</param>
    /// <param name="stop">Ends the reading.</param>
    public WarmRules? TryBegin(BoundProgram program, TapePlace place, bool isBeginning, CancellationToken stop)
    {
        Problem = null;
        LookBack look = LookBack.Of(program);
        bool needsMore = look.FarNs > 0 || !look.Unbounded.IsEmpty;
        return needsMore && place.Sequence > 0 && !(isBeginning && pipeline.TapeBegins == 0) && pipeline.Options.Journal?.Directory is { } journal
            ? Read(program, look, place, journal, stop) : null;
    }

    private WarmRules? Read(BoundProgram program, LookBack look, TapePlace place, string journal, CancellationToken stop)
    {
        try
        {
            string? problem = TryBegin(program, look, place, new JournalReader(journal, stop).ReadAll(), out WarmRules? rules);
            Problem = problem is null ? null : Diagnostic.Create(JournalDiagnostics.CannotRead, null, journal, problem);
            return problem is null ? rules : null;
        }
        catch (JournalException e)
        {
            Problem = e.Diagnostic; // rules warm; where the journal cannot be written either, that stops the run
            return null;
        }
    }

    /// <returns>Null, or why the rules cannot begin with what there is, as a sentence.</returns>
    private string? TryBegin(BoundProgram program, LookBack look, TapePlace place, IEnumerable<JournalRecord> records, out WarmRules? rules)
    {
        rules = null;
        if (Extent(records, place) is not { } extent)
        {
            return $"it does not reach transaction {place.Sequence}, which the run has come past";
        }

        RecordedPast past = new(records);
        past.BeginRun(extent.End, new TakenPast(extent.From, 0, place.Sequence, place.At, false));
        (long since, EventTime knownFrom) = look.Unbounded.IsEmpty && look.FarNs < place.At.Nanoseconds ? past.Before(new EventTime(place.At.Nanoseconds - look.FarNs)) : default;
        rules = new WarmRules(program, pipeline.Options.Engine, pipeline.Options.MaxCreatedFacts, pipeline.Code)
        {
            Since = since,
            PastFrom = extent.IsWhole ? 0 : extent.From,
            KnowsFrom = since > 0 ? knownFrom : extent.IsWhole ? new EventTime(long.MinValue) : extent.FromAt,
        };
        return rules.Session is IncrementalSession session ? Tell(session, program, past, since, extent.From, place.Sequence) : "only the incremental engine takes over a past";
    }

    /// <summary>The journal is read a second time here: where somebody cut it off in between, its end is missing, and rules that believed the rest would be wrong.</summary>
    private static string? Tell(IncrementalSession session, BoundProgram program, RecordedPast past, long since, long from, long upTo)
    {
        string? problem = RestoredSession.Tell(session, program, past, since, from, static (_, _) => { });
        return problem ?? (past.Reached == upTo ? null : $"it was cut off while it was read: transaction {upTo} was there and is gone");
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
