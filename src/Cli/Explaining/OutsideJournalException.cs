using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A time was asked about that the journal knows nothing of: its state would be that of another moment.</summary>
internal sealed class OutsideJournalException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>The same fault as a host tells it.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <param name="journal">The journal's folder.</param>
    /// <param name="when">As it was typed.</param>
    /// <param name="time">The same as a time.</param>
    /// <exception cref="OutsideJournalException">It is before the first event of every run in the journal, or after the last one.</exception>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static void Check(string journal, string when, EventTime time)
    {
        (EventTime First, EventTime Last)? known = null;
        foreach (JournalRecord record in new JournalReader(journal).ReadAll())
        {
            if (record.Type is JournalRecordType.FactChanges or JournalRecordType.Timer && record.At > EventTime.Zero)
            {
                known = known is { } so ? (record.At < so.First ? record.At : so.First, record.At > so.Last ? record.At : so.Last) : (record.At, record.At);
            }
        }

        if (known is { } range && (time < range.First || time > range.Last))
        {
            throw new OutsideJournalException(Diagnostic.Create(
                HostDiagnostics.MomentUnknown, null, $"{when} is outside the journal '{journal}', which goes from {Moment.Format(range.First)} to {Moment.Format(range.Last)}"));
        }
    }
}
