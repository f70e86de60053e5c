using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>What every command that explains from a journal shares: the moment, and faults of the journal as answers.</summary>
internal static class JournalEdge
{
    /// <summary>The record or the time that <c>--at</c> names; nothing for the end of the journal.</summary>
    /// <exception cref="WrongCallException">It is neither a decision of the journal nor a time.</exception>
    /// <exception cref="OutsideJournalException">It is a time before the journal's first event or after its last one.</exception>
    public static (JournalRecord? Record, EventTime? Time) MomentOf(string journal, string? when, string option = "--at")
    {
        if (when is null)
        {
            return (null, null);
        }

        if (TimeOf(journal, when) is { } time)
        {
            return (null, time);
        }

        JournalRecord? record = new RecordedRun(journal).Find(when);
        return record is not null ? (record, null) : throw new WrongCallException($"{option}: the journal has no decision '{when}', and it is not {RunSpan.Forms}");
    }

    /// <summary>A time within the journal, however it is written; null when it is written as none.</summary>
    /// <exception cref="OutsideJournalException">It is a time before the journal's first event or after its last one.</exception>
    private static EventTime? TimeOf(string journal, string when)
    {
        bool isWhole = Moment.TryParse(when, out EventTime time);
        if ((!isWhole && !RunSpan.IsShort(when)) || RunSpan.Of(journal) is not { } span)
        {
            return isWhole ? time : null;
        }

        if (!span.TryRead(when, out time))
        {
            return null;
        }

        OutsideJournalException.Check(journal, span, when, time);
        return time;
    }

    /// <summary>Runs a command; a missing or damaged journal and an ambiguous id are wrong input.</summary>
    public static int Run(Terminal terminal, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (OutsideJournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (Exception e) when (e is AmbiguousIdException or FormatException)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.WrongInput;
        }
    }
}
