using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the runs of a journal leave to one that goes on with it: committed transactions, and what the account holds. Immutable, any thread.</summary>
/// <remarks>
/// Runs of which each took over the state of the one before are one past. At most <see cref="MaxTransactions"/> of it are read, the last ones; rows that were
/// told only before them are not known, and windows that look back further warm.
/// </remarks>
public sealed class JournalPast
{
    /// <summary>Transactions that are read at most: a quarter of an hour of a busy market, and some seconds to tell them.</summary>
    public const int MaxTransactions = 250_000;

    private readonly IEnumerable<JournalRecord> _records;

    /// <param name="records">The journal's, to be read again.</param>
    internal JournalPast(IEnumerable<JournalRecord> records) => _records = records;

    /// <summary>Event time of the last transaction.</summary>
    public required EventTime At { get; init; }

    /// <summary>What the account began with; null where the journal does not say.</summary>
    public required Dec8? Equity { get; init; }

    /// <summary>The record from which on its fills are the account's.</summary>
    internal long AccountFrom { get; init; }

    /// <summary>True when the last fill has changed no position of the rules yet: the run was cut off between the two.</summary>
    internal bool EndsInFill { get; init; }

    /// <summary>Only exits were decided until then; the least time where everything was.</summary>
    internal EventTime WarmsUntil { get; init; }

    /// <summary>The last transaction.</summary>
    internal long Sequence { get; init; }

    /// <summary>The record from which on it is read, and its event time.</summary>
    internal (long Record, EventTime At) From { get; init; }

    /// <summary>True when it is read from its beginning.</summary>
    internal bool IsWhole { get; init; }

    /// <summary>The record behind its last transaction.</summary>
    internal long End { get; init; }

    /// <summary>Brings an account into the state at its end.</summary>
    /// <param name="risk">An account that nothing has happened to.</param>
    /// <param name="begins">When the run that goes on begins: where that is earlier, all that was filled was filled before everything, and no quote counts.</param>
    internal void Book(RiskState risk, EventTime begins)
    {
        PastAccount account = new(risk);
        foreach (JournalRecord record in _records.Where(r => r.Place.Record >= AccountFrom))
        {
            account.Take(record, begins >= At && record.Place.Record >= From.Record, begins >= At ? null : EventTime.Zero);
        }
    }

    /// <summary>Brings rules into the state at its end.</summary>
    /// <param name="rules">Nothing was committed yet.</param>
    /// <param name="begins">When the run that goes on begins.</param>
    /// <returns>Null when its time is before the end of the past, which can then not be taken over.</returns>
    internal RestoredPast? Restore(DecidingRules rules, EventTime begins)
    {
        if (begins < At || rules.Rules.Session is not IncrementalSession session)
        {
            return null;
        }

        RecordedPast past = new(_records);
        past.BeginRun(End, new TakenPast(From.Record, 0, Sequence, At, false));
        (TakenPast place, EventTime knownFrom) = TakenBy(rules.Program);
        TakenPast taken = place with { IsBridged = begins.Nanoseconds - At.Nanoseconds <= FactMapper.StaleAfterNs };
        long since = taken.Since;
        StandingFacts standing = new(rules.Program);
        RestoredMemory memory = new(rules.Program);
        string? problem = RestoredSession.Tell(session, rules.Program, past, since, From.Record, standing.Note, memory.Seen);
        RestoredSession.RunTimers(session, At, memory.Seen);
        return new RestoredPast(taken, knownFrom, standing, memory, problem);
    }

    /// <summary>What rules take over of it, and from when on they know everything. Whether the market goes on at once it cannot know.</summary>
    internal (TakenPast Taken, EventTime KnownFrom) TakenBy(BoundProgram program)
    {
        RecordedPast past = new(_records);
        past.BeginRun(End, new TakenPast(From.Record, 0, Sequence, At, false));
        (long since, EventTime knownFrom) = PlaceFor(program, past);
        return (new TakenPast(From.Record, since, Sequence, At, false), knownFrom);
    }

    /// <summary>The last place whose rows and what follows are all that rules have to be told, and from when on they then know everything.</summary>
    private (long Since, EventTime KnownFrom) PlaceFor(BoundProgram program, RecordedPast past)
    {
        LookBack look = LookBack.Of(program);
        (long Sequence, EventTime At) place = KeptPast.Of(program) is null ? (Sequence, At)
            : look.Unbounded.IsEmpty && look.FarNs < At.Nanoseconds ? past.Before(new EventTime(At.Nanoseconds - look.FarNs))
            : default;
        return place.Sequence > 0 ? place : (0, IsWhole ? new EventTime(long.MinValue) : From.At);
    }
}

/// <summary>A session's state at the end of a past.</summary>
/// <param name="Taken">For the record.</param>
/// <param name="KnownFrom">The event time before which nothing is known but the rows that stood then; the least time when everything is.</param>
/// <param name="Standing">The rows that stand.</param>
/// <param name="Memory">What became of what was emitted.</param>
/// <param name="Problem">Why the state could not be brought about; null when it was.</param>
internal sealed record RestoredPast(TakenPast Taken, EventTime KnownFrom, StandingFacts Standing, RestoredMemory Memory, string? Problem);
