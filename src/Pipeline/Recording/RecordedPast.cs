using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>When and by what a recorded row was told.</summary>
internal readonly record struct RowStory(EventTime At, string? Origin, long Sequence);

/// <summary>The committed transactions of a recorded run so far: what rules that come into force in its middle have to be told.</summary>
/// <remarks>
/// The rows that stand are kept; the transactions themselves are read again from the journal when rules need them that keep a past. Rows are kept from the
/// first staging on, before which nobody needs them.
/// </remarks>
internal sealed class RecordedPast(IEnumerable<JournalRecord> records)
{
    private readonly Dictionary<string, ImmutableArray<int>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Change, RowStory Story)> _rows = new(StringComparer.Ordinal);
    private bool _keepsRows;

    /// <summary>Counts the journal's runs from 1.</summary>
    public int Run { get; private set; }

    /// <summary>The last transaction, of the clock or not.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Its event time.</summary>
    public EventTime LastAt { get; private set; }

    /// <summary>Told one row at a time or in transactions: changes with their stories.</summary>
    public delegate void Telling(long sequence, EventTime at, IReadOnlyList<FactChange> changes, IReadOnlyList<RowStory> stories);

    public void BeginRun()
    {
        Run++;
        _keepsRows = false;
        _rows.Clear();
        _keys.Clear();
        (LastSequence, LastAt) = (0, EventTime.Zero);
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
            foreach (RecordedTransaction transaction in Transactions(upTo.Place.Record))
            {
                Keep(transaction);
            }
        }
    }

    /// <summary>Takes a transaction that stands, of the clock or not.</summary>
    public void Take(JournalRecord committed)
    {
        (LastSequence, LastAt) = (committed.Sequence, committed.At);
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
    public void Tell(BoundProgram program, long since, Telling tell)
    {
        Learn(program);
        ChangeReader reader = new(program);
        if (KeptPast.Of(program) is null)
        {
            TellRows(_rows.Values, since, LastAt, reader, tell, byTime: false);
            return;
        }

        Dictionary<string, (string Change, RowStory Story)> standing = new(StringComparer.Ordinal);
        EventTime at = EventTime.Zero;
        bool isGiven = since == 0;
        foreach (RecordedTransaction transaction in Transactions(long.MaxValue).TakeWhile(t => t.Sequence <= LastSequence))
        {
            if (transaction.Sequence <= since)
            {
                Keep(transaction, standing);
                at = transaction.At;
                continue;
            }

            if (!isGiven)
            {
                TellRows(standing.Values, since, at, reader, tell, byTime: true);
                isGiven = true;
            }

            TellTransaction(transaction, reader, tell);
        }

        if (!isGiven)
        {
            TellRows(standing.Values, since, at, reader, tell, byTime: true);
        }
    }

    /// <summary>Committed transactions of this run with changes, up to a record.</summary>
    private IEnumerable<RecordedTransaction> Transactions(long upToRecord)
    {
        JournalRecord? pending = null;
        int run = 0;
        foreach (JournalRecord record in records)
        {
            run += record.Type == JournalRecordType.RunStarted ? 1 : 0;
            if (run > Run || record.Place.Record >= upToRecord)
            {
                break;
            }

            bool isTransaction = record.Type is JournalRecordType.FactChanges or JournalRecordType.Timer;
            if (run < Run || (!isTransaction && record.Type != JournalRecordType.Diagnostics))
            {
                continue;
            }

            if (isTransaction && pending is { Type: JournalRecordType.FactChanges })
            {
                yield return RecordedTransaction.Of(pending);
            }

            pending = isTransaction ? record : null;
        }

        if (pending is { Type: JournalRecordType.FactChanges })
        {
            yield return RecordedTransaction.Of(pending);
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
