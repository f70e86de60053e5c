using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>The span of a list as it was typed: a time of the day or a duration gets its meaning from the journal, or from the host.</summary>
/// <param name="From">The earliest time; null for none.</param>
/// <param name="To">The latest time; null for none.</param>
internal sealed record ListTimes(string? From, string? To)
{
    public static ListTimes Any { get; } = new(null, null);

    /// <exception cref="WrongCallException">One of them is written as no time.</exception>
    public ListTimes Checked()
    {
        Check(From, "--from");
        Check(To, "--to");
        return this;
    }

    /// <summary>The query with these times.</summary>
    /// <param name="query">Any.</param>
    /// <param name="journal">The folder whose events say what a short time means.</param>
    /// <exception cref="WrongCallException">One of them is no time, or the span ends before it begins.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public IndexQuery On(IndexQuery query, string journal)
    {
        RunSpan? span = new[] { From, To }.Any(static t => t is not null && RunSpan.IsShort(t)) ? RunSpan.Of(journal) : null;
        (EventTime? from, EventTime? to) = (TimeOf(From, span, "--from"), TimeOf(To, span, "--to"));
        return from > to
            ? throw new WrongCallException($"--from {From} ({Moment.Format(from.Value)}) is after --to {To} ({Moment.Format(to.Value)})")
            : query with { From = from, To = to };
    }

    private static void Check(string? text, string option)
    {
        if (text is not null && !Moment.TryParse(text, out _) && !new RunSpan(EventTime.Zero, new EventTime(long.MaxValue / 2)).TryRead(text, out _))
        {
            throw NoTime(text, option);
        }
    }

    private static EventTime? TimeOf(string? text, RunSpan? span, string option) =>
        text is null ? null
        : Moment.TryParse(text, out EventTime whole) ? whole
        : span is not null && span.TryRead(text, out EventTime time) ? time : throw NoTime(text, option);

    private static WrongCallException NoTime(string text, string option) => new($"{option} is {RunSpan.Forms}, not '{text}'");
}
