using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>When and by what a recorded row was told.</summary>
internal readonly record struct RowStory(EventTime At, string? Origin, long Sequence);

/// <summary>The committed transactions of a recorded run so far, and of those that it goes on with: what rules that come into force in its middle have to be told.</summary>
/// <remarks>
/// The rows that stand are kept; the transactions themselves are read again from the journal when rules need them that keep a past. Rows are kept from the
/// first staging on, before which nobody needs them. A run that took over the state of the one before counts its transactions on, so the numbers grow along all of them.
/// </remarks>
internal sealed class RecordedPast(IEnumerable<JournalRecord> records)
{
    private readonly Dictionary<string, ImmutableArray<int>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Change, RowStory Story)> _rows = new(StringComparer.Ordinal);
    private bool _keepsRows;

    /// <summary>The record with which the past begins.</summary>
    private long _first;

    /// <summary>The record behind its last transaction: what follows may be of a run that has nothing to do with it.</summary>
    private long _end;

    /// <summary>The last transaction, of the clock or not.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Its event time.</summary>
    public EventTime LastAt { get; private set; }

    /// <summary>The last transaction with changes that was read to be told; 0 before.</summary>
    public long Reached { get; private set; }

    /// <summary>Told one row at a time or in transactions: changes with their stories.</summary>
    public delegate void Telling(long sequence, EventTime at, IReadOnlyList<FactChange> changes, IReadOnlyList<RowStory> stories);

    /// <param name="first">The record of its beginning.</param>
    /// <param name="taken">What it took over; null when it begins with nothing.</param>
    public void BeginRun(long first, TakenPast? taken)
    {
        _keepsRows = false;
        _rows.Clear();
        _keys.Clear();
        _end = first;
        (_first, LastSequence, LastAt) = taken is null ? (first, 0, EventTime.Zero) : (taken.From, taken.Sequence, taken.At);
    }

    /// <summary>Rules are being made ready; from here on rows are kept.</summary>
    /// <param name="live">The rules in force, whose keys count.</param>
    /// <param name="upTo">The record of the staging.</param>
    public void KeepRows(BoundProgram? live, JournalRecord upTo)
    {
        Learn(live);
        if (!_keepsRows)
        {
            _keepsRows = true;
            foreach (RecordedTransaction transaction in Transactions(_first, upTo.Place.Record))
            {
                Keep(transaction);
            }
        }
    }

    /// <summary>Takes a transaction that stands, of the clock or not.</summary>
    public void Take(JournalRecord committed)
    {
        (LastSequence, LastAt, _end) = (committed.Sequence, committed.At, committed.Place.Record + 1);
        if (_keepsRows && committed.Type == JournalRecordType.FactChanges)
        {
            Keep(RecordedTransaction.Of(committed));
        }
    }

    /// <summary>One that was rolled back: its number is taken all the same.</summary>
    public void Pass(JournalRecord rolledBack) => (LastSequence, LastAt) = (rolledBack.Sequence, rolledBack.At);

    /// <summary>Tells rules what they would have been told, as the run's own yard did (<see cref="SwitchYard"/>).</summary>
    /// <param name="program">The rules.</param>
    /// <param name="since">The transaction whose rows they began with; 0 for the beginning.</param>
    /// <param name="tell">Takes the transactions.</param>
    /// <param name="from">The record before which nothing is read; 0 for the beginning of the past.</param>
    public void Tell(BoundProgram program, long since, Telling tell, long from = 0)
    {
        Learn(program);
        ChangeReader reader = new(program);
        if (KeptPast.Of(program) is null && _keepsRows)
        {
            TellRows(_rows.Values, since, LastAt, reader, tell, byTime: false);
        }
        else if (KeptPast.Of(program) is null)
        {
            TellFrom(from, LastSequence, false, reader, tell);
        }
        else
        {
            TellFrom(from, since, true, reader, tell);
        }
    }

    /// <summary>When rules begin to know everything that are told the past from a place on; the least time when they are told all of it.</summary>
    /// <param name="since">The transaction whose rows they begin with; 0 for none.</param>
    /// <param name="from">The record before which nothing is read; 0 for the beginning.</param>
    public EventTime KnownFrom(long since, long from) => since > 0 ? Committed(_first, _end).TakeWhile(r => r.Sequence <= since).Select(static r => r.At).LastOrDefault()
        : from > _first ? Committed(from, _end).Select(static r => r.At).FirstOrDefault()
        : new EventTime(long.MinValue);

    /// <summary>The last transaction before a time: its number and time; zeros when there is none.</summary>
    public (long Sequence, EventTime At) Before(EventTime time)
    {
        (long Sequence, EventTime At) last = (0, EventTime.Zero);
        foreach (JournalRecord record in Committed(_first, _end))
        {
            if (record.At >= time)
            {
                break;
            }

            last = (record.Sequence, record.At);
        }

        return last;
    }

    /// <summary>The rows that stood after a transaction, then every transaction behind it.</summary>
    private void TellFrom(long from, long since, bool byTime, ChangeReader reader, Telling tell)
    {
        Dictionary<string, (string Change, RowStory Story)> standing = new(StringComparer.Ordinal);
        EventTime at = EventTime.Zero;
        bool isGiven = since == 0;
        foreach (RecordedTransaction transaction in Transactions(Math.Max(_first, from), _end))
        {
            Reached = transaction.Sequence;
            if (transaction.Sequence <= since)
            {
                Keep(transaction, standing);
                at = transaction.At;
                continue;
            }

            if (!isGiven)
            {
                TellRows(standing.Values, since, at, reader, tell, byTime);
                isGiven = true;
            }

            TellTransaction(transaction, reader, tell);
        }

        if (!isGiven)
        {
            TellRows(standing.Values, since, at, reader, tell, byTime);
        }
    }

    /// <summary>Committed transactions with changes, from one record to before another.</summary>
    private IEnumerable<RecordedTransaction> Transactions(long from, long upTo) =>
        Committed(from, upTo).Where(static r => r.Type == JournalRecordType.FactChanges).Select(RecordedTransaction.Of);

    /// <summary>Those that were not rolled back, of the clock or not. The last may have been, when the run was killed before it could say so; nobody can know.</summary>
    private IEnumerable<JournalRecord> Committed(long from, long upTo)
    {
        JournalRecord? pending = null;
        foreach (JournalRecord record in records)
        {
            if (record.Place.Record >= upTo)
            {
                break;
            }

            bool isTransaction = record.Type is JournalRecordType.FactChanges or JournalRecordType.Timer;
            if (record.Place.Record < from || (!isTransaction && record.Type != JournalRecordType.Diagnostics))
            {
                continue;
            }

            if (isTransaction && pending is not null)
            {
                yield return pending;
            }

            pending = isTransaction ? record : null;
        }

        if (pending is not null)
        {
            yield return pending;
        }
    }

    private static void TellTransaction(RecordedTransaction transaction, ChangeReader reader, Telling tell)
    {
        List<FactChange> changes = [];
        List<RowStory> stories = [];
        for (int i = 0; i < transaction.Changes.Count; i++)
        {
            foreach (FactChange change in reader.Read([transaction.Changes[i]], "journal", new DiagnosticBag()))
            {
                changes.Add(change);
                stories.Add(new RowStory(transaction.At, transaction.OriginOf(i), transaction.Sequence));
            }
        }

        tell(transaction.Sequence, transaction.At, changes, stories);
    }

    private static void TellRows(IEnumerable<(string Change, RowStory Story)> rows, long sequence, EventTime last, ChangeReader reader, Telling tell, bool byTime)
    {
        List<FactChange> changes = [];
        List<RowStory> stories = [];
        foreach ((string text, RowStory story) in rows.OrderBy(static r => r.Story.Sequence))
        {
            if (byTime && stories.Count > 0 && stories[^1].At < story.At)
            {
                tell(sequence, stories[^1].At, changes, stories);
                (changes, stories) = ([], []);
            }

            foreach (FactChange change in reader.Read([text], "journal", new DiagnosticBag()))
            {
                changes.Add(change);
                stories.Add(story);
            }
        }

        tell(sequence, last, changes, stories);
    }

    private void Keep(RecordedTransaction transaction) => Keep(transaction, _rows);

    private void Keep(RecordedTransaction transaction, Dictionary<string, (string Change, RowStory Story)> rows)
    {
        for (int i = 0; i < transaction.Changes.Count; i++)
        {
            string change = transaction.Changes[i];
            string row = ChangeText.KeyOf(change, _keys.GetValueOrDefault(ChangeText.PredicateOf(change), []));
            if (change[0] == '+')
            {
                rows[row] = (change, new RowStory(transaction.At, transaction.OriginOf(i), transaction.Sequence));
            }
            else
            {
                rows.Remove(row);
            }
        }
    }

    /// <summary>Keys of predicates that were not known; those that are known stay, for rows are kept by them.</summary>
    private void Learn(BoundProgram? program)
    {
        foreach (BoundPredicate predicate in program?.Predicates ?? [])
        {
            _keys.TryAdd(predicate.Name, predicate.Key);
        }
    }
}
