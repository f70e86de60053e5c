using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Finds in a journal what a run that goes on with it may take over: tell it every record in order.</summary>
internal sealed class PastScan
{
    private readonly Queue<(long Record, EventTime At)> _transactions = new();

    /// <summary>The beginning of a run that has told no facts yet.</summary>
    private JournalRecord? _started;
    private bool _isWhole = true;
    private Dec8? _equity;
    private long _accountFrom;
    private bool _endsInFill;
    private JournalRecord? _last;
    private EventTime _warmsUntil = new(long.MinValue);

    /// <summary>Why the last run leaves nothing that could be taken over, as a sentence; null when it does, or when none has begun.</summary>
    public string? Problem { get; private set; }

    /// <exception cref="FormatException">A record is not formed as docs/journal.md says.</exception>
    public void Take(JournalRecord record)
    {
        switch (record.Type)
        {
            case JournalRecordType.RunStarted: _started = record; break;
            case JournalRecordType.FactChanges: TakeTransaction(record); break;
            case JournalRecordType.Timer: _last = record; break;
            case JournalRecordType.PackChanged when _started is null: TakeChange(RecordedChange.Read(record)); break;
            case JournalRecordType.Fill: _endsInFill = true; break;
            default: break;
        }
    }

    /// <summary>Null when no run came as far as its first facts, or with a <see cref="Problem"/>.</summary>
    /// <param name="records">The same records, to be read again.</param>
    public JournalPast? Found(IEnumerable<JournalRecord> records) => Problem is not null || _last is null || !_transactions.TryPeek(out (long Record, EventTime At) first) ? null : new JournalPast(records)
    {
        At = _last.At,
        Sequence = _last.Sequence,
        End = _last.Place.Record + 1,
        From = first,
        IsWhole = _isWhole,
        AccountFrom = _accountFrom,
        EndsInFill = _endsInFill,
        Equity = _equity,
        WarmsUntil = _warmsUntil,
    };

    private void TakeTransaction(JournalRecord record)
    {
        if (_started is { } started)
        {
            _started = null;
            TryBegin(started);
        }

        (_last, _endsInFill) = (record, false);
        _transactions.Enqueue((record.Place.Record, record.At));
        if (_transactions.Count > JournalPast.MaxTransactions)
        {
            _transactions.Dequeue();
            _isWhole = false;
        }
    }

    /// <summary>Other values of parameters fill no window.</summary>
    private void TakeChange(RecordedChange change) =>
        _warmsUntil = change.Kind == PackChangeKind.Params ? _warmsUntil : change.WarmsUntil ?? new EventTime(long.MinValue);

    private void TryBegin(JournalRecord started)
    {
        Problem = null;
        try
        {
            Begin(RecordedHeader.Read(started), started);
        }
        catch (FormatException unreadable)
        {
            Problem = unreadable.Message;
        }
    }

    /// <summary>A run has begun. One that was cut off before its first facts has not.</summary>
    private void Begin(RecordedHeader header, JournalRecord record)
    {
        if (header.Past is null)
        {
            _transactions.Clear();
            _isWhole = true;
        }

        if (!header.GoesOn)
        {
            (_equity, _accountFrom) = (header.Equity, record.Place.Record);
        }

        _warmsUntil = header.WarmsUntil ?? new EventTime(long.MinValue);
    }
}
