using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One run of a journal up to a moment: its rules and the transactions that were committed.</summary>
internal sealed class RunTape
{
    private readonly JournalReader _reader;
    private readonly long _first;
    private readonly long _last;

    private RunTape(JournalReader reader, long first, long last, RecordedInput input)
    {
        _reader = reader;
        _first = first;
        _last = last;
        Input = input;
    }

    /// <summary>Holds the rules; no changes.</summary>
    public RecordedInput Input { get; }

    /// <summary>The last run that had begun by then.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="until">A record, or null for the end.</param>
    /// <param name="untilTime">An event time, or null for the end.</param>
    public static RunTape Find(JournalReader reader, JournalRecord? until, EventTime? untilTime)
    {
        long start = 0, first = 0, last = -1;
        RecordedInput current = new(), chosen = current;
        foreach (JournalRecord record in reader.ReadAll())
        {
            if (record.Place.Record > (until?.Place.Record ?? long.MaxValue))
            {
                break;
            }

            switch (record.Type)
            {
                case JournalRecordType.RunStarted: (current, start) = (new RecordedInput { Started = record }, TakenPast.Of(record)?.From ?? record.Place.Record); break;
                case JournalRecordType.Pack: current.AddSource(record); break;
                case JournalRecordType.PackStaged: current.Stage(record); break;
                case JournalRecordType.PackChanged when IsBy(record, untilTime): current.Change(RecordedChange.Read(record)); break;
                case JournalRecordType.FactChanges or JournalRecordType.Timer or JournalRecordType.Diagnostics when IsBy(record, untilTime):
                    bool hasBegun = record.At > EventTime.Zero || first == start || last < 0;
                    (chosen, first, last) = hasBegun ? (current, start, record.Place.Record) : (chosen, first, last);
                    break;
                default: break; // what followed from the facts
            }
        }

        return new RunTape(reader, first, last, last < 0 ? current : chosen);
    }

    /// <summary>In order; those that were rolled back are left out.</summary>
    public IEnumerable<RecordedTransaction> Transactions()
    {
        RecordedTransaction? pending = null;
        foreach (JournalRecord record in _reader.ReadAll())
        {
            if (record.Place.Record > _last)
            {
                break;
            }

            if (record.Place.Record < _first || record.Type is not (JournalRecordType.FactChanges or JournalRecordType.Timer or JournalRecordType.Diagnostics))
            {
                continue;
            }

            bool isTransaction = record.Type != JournalRecordType.Diagnostics;
            if (pending is not null && isTransaction)
            {
                yield return pending;
            }

            pending = isTransaction ? RecordedTransaction.Of(record) : null;
        }

        if (pending is not null)
        {
            yield return pending;
        }
    }

    private static bool IsBy(JournalRecord record, EventTime? time) => record.At <= (time ?? new EventTime(long.MaxValue));
}
