using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Brings a fresh session into the state of a recorded past: the one way in which a run, its replay and whoever joins it later do so.</summary>
internal static class RestoredSession
{
    /// <summary>Tells a session the past: rows that stand, then every transaction, each with what was due before it. Nothing is decided on the way.</summary>
    /// <param name="session">Of <paramref name="program"/>; nothing was committed yet.</param>
    /// <param name="program">The rules.</param>
    /// <param name="past">What was committed.</param>
    /// <param name="since">The transaction whose rows it begins with; 0 for the beginning.</param>
    /// <param name="from">The record before which nothing is read; 0 for the beginning of the past.</param>
    /// <param name="note">Told of each change, with its story.</param>
    /// <param name="seen">Told of each transaction, the clock's too; null for nobody.</param>
    /// <returns>Null, or why the rules cannot be in that state; then the session is of no use.</returns>
    public static string? Tell(IncrementalSession session, BoundProgram program, RecordedPast past, long since, long from, Action<FactChange, RowStory> note, Action<IRuleSession, TransactionResult>? seen = null)
    {
        string? problem = null;
        past.Tell(program, since, (sequence, at, changes, stories) => problem ??= Commit(session, sequence, at, changes, stories, note, seen), from);
        return problem;
    }

    /// <summary>Runs what was due by a time, as the run did whose past it is: each timer is a state that later ones may read.</summary>
    public static void RunTimers(IncrementalSession session, EventTime upTo, Action<IRuleSession, TransactionResult>? seen = null)
    {
        for (int i = 0; i < SessionLimits.Default.MaxTimers && session.RunTimer(upTo) is { } timer; i++)
        {
            seen?.Invoke(session, timer);
        }
    }

    private static string? Commit(IncrementalSession session, long sequence, EventTime at, IReadOnlyList<FactChange> changes, IReadOnlyList<RowStory> stories, Action<FactChange, RowStory> note, Action<IRuleSession, TransactionResult>? seen)
    {
        RunTimers(session, at, seen);
        session.ContinueFrom(sequence - 1);
        TransactionResult result = session.Commit(at, changes);
        if (result.Outcome != TransactionOutcome.Committed)
        {
            return $"what they had to be told {ReadableTime.At(at)} was rolled back: {result.Code}: {result.Problem ?? result.Outcome.ToString()}";
        }

        seen?.Invoke(session, result);
        for (int i = 0; i < changes.Count; i++)
        {
            note(changes[i], stories[i]);
        }

        return null;
    }
}
