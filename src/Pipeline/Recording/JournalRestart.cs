using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run has to know that goes on with a journal: the rules that were in force when it ended, and what was emitted.</summary>
/// <param name="Program">The rules in force at the end of the last run; null when the journal has none that check.</param>
/// <param name="Emitted">What was emitted in any run.</param>
public sealed record JournalRestart(BoundProgram? Program, EmissionLedger Emitted)
{
    /// <summary>Reads a journal that a run was writing, however it ended.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static JournalRestart Of(string directory) => Of(new JournalReader(directory).ReadAll());

    /// <summary>Reads records in the order in which they were written.</summary>
    /// <exception cref="FormatException">A record about rules is not formed as docs/journal.md says, or they cannot have been in force.</exception>
    public static JournalRestart Of(IEnumerable<JournalRecord> records)
    {
        EmissionLedger emitted = new();
        RecordedInput input = new(), last = input;
        foreach (JournalRecord record in records)
        {
            switch (record.Type)
            {
                case JournalRecordType.RunStarted: input = new RecordedInput { Started = record }; break;
                case JournalRecordType.Pack: input.AddSource(record); break;
                case JournalRecordType.PackStaged: input.Stage(record); break;
                case JournalRecordType.PackChanged: Change(input, record); break;
                case JournalRecordType.FactChanges: last = input; break; // a run that was cut off before that had not begun: its rules may be half recorded
                case JournalRecordType.Decision: emitted.Take(record); break;
                default: break;
            }
        }

        return new JournalRestart(last.Bound.Program, emitted);
    }

    private static void Change(RecordedInput input, JournalRecord record)
    {
        if (input.Change(RecordedChange.Read(record)) is { } problem)
        {
            throw new FormatException($"the record of a change of rules at {record.Place} cannot be followed: {problem}");
        }
    }
}
