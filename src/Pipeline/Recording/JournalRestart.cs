using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run has to know that goes on with a journal: the rules that were in force when it ended, and what was emitted.</summary>
/// <param name="Program">The rules in force at the end of the last run; null when the journal has none that check.</param>
/// <param name="Emitted">What was emitted in any run.</param>
public sealed record JournalRestart(BoundProgram? Program, EmissionLedger Emitted)
{
    /// <summary>False when no run in the journal came as far as its first facts: there is nothing to go on with.</summary>
    public bool HasBegun { get; private init; }

    /// <summary>What the run may take over; null when no run came as far as its first facts, and with a <see cref="PastProblem"/>.</summary>
    public JournalPast? Past { get; private init; }

    /// <summary>Why the windows and the account of the runs before cannot be taken over, as a sentence; null when they can.</summary>
    public string? PastProblem { get; private init; }

    /// <summary>Who or what put <see cref="Program"/> in force.</summary>
    public string By { get; private init; } = "the run";

    /// <summary>Reads a journal that a run was writing, however it ended.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static JournalRestart Of(string directory) => Of(new JournalReader(directory).ReadAll());

    /// <summary>Reads records in the order in which they were written.</summary>
    /// <exception cref="FormatException">A record about rules is not formed as docs/journal.md says, or they cannot have been in force.</exception>
    public static JournalRestart Of(IEnumerable<JournalRecord> records)
    {
        EmissionLedger emitted = new();
        PastScan past = new();
        RecordedInput input = new(), last = input;
        bool hasBegun = false;
        string by = "the run", lastBy = by;
        foreach (JournalRecord record in records)
        {
            past.Take(record);
            switch (record.Type)
            {
                case JournalRecordType.RunStarted: (input, by) = (new RecordedInput { Started = record }, "the run"); break;
                case JournalRecordType.Pack: input.AddSource(record); break;
                case JournalRecordType.PackStaged: input.Stage(record); break;
                case JournalRecordType.PackChanged: lastBy = by = Change(input, record); break;
                case JournalRecordType.FactChanges: (last, lastBy, hasBegun) = (input, by, true); break; // a run that was cut off before that had not begun: its rules may be half recorded
                case JournalRecordType.Decision: emitted.Take(record); break;
                default: break;
            }
        }

        return new JournalRestart(last.Bound.Program, emitted) { HasBegun = hasBegun, By = lastBy, Past = past.Found(records), PastProblem = past.Problem };
    }

    /// <summary>Who asked for it.</summary>
    private static string Change(RecordedInput input, JournalRecord record)
    {
        RecordedChange change = RecordedChange.Read(record);
        return input.Change(change) is { } problem
            ? throw new FormatException($"the record of a change of rules at {record.Place} cannot be followed: {problem}")
            : change.By;
    }
}
