using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A time was asked about that the journal knows nothing of: its state would be that of another moment.</summary>
internal sealed class OutsideJournalException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>The same fault as a host tells it.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <param name="journal">The journal's folder.</param>
    /// <param name="span">From when to when it goes.</param>
    /// <param name="when">As it was typed.</param>
    /// <param name="time">The same as a time.</param>
    /// <exception cref="OutsideJournalException">It is before the first event of every run in the journal, or after the last one.</exception>
    public static void Check(string journal, RunSpan span, string when, EventTime time)
    {
        if (!span.Contains(time))
        {
            string told = $"{when} is outside the journal '{journal}', which goes from {Moment.Format(span.First)} to {Moment.Format(span.Last)}";
            throw new OutsideJournalException(Diagnostic.Create(HostDiagnostics.MomentUnknown, null, told) with { Help = span.MeantBy(time) is { } meant ? $"a plain number is nanoseconds since 1970; did you mean {Moment.Format(meant)}?" : null });
        }
    }
}
