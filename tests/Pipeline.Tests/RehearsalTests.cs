using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A rehearsal leaves nothing behind but compiled code.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public void A_run_that_was_rehearsed_gives_the_same_journal_as_one_that_was_not()
    {
        using TempFolder folder = new();
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create() };
        string? plain = Runs.Run(Runs.DemoPacks(), Runs.Simulated(7), new Watcher(), folder["plain"], options);

        int events;
        using (JournalWriter journal = JournalWriter.Open(folder["beside"]))
        {
            events = Rehearsal.Of(Runs.DemoPacks(), [Runs.Simulated(7)], options with { Journal = journal }, static () => { }, CancellationToken.None);
        }

        Assert.InRange(events, 1, Rehearsal.MaxEvents);
        Assert.Equal(plain, Runs.Run(Runs.DemoPacks(), Runs.Simulated(7), new Watcher(), folder["rehearsed"], options));
    }

    [Fact]
    public void The_journal_of_the_run_is_not_touched()
    {
        using TempFolder folder = new();
        using JournalWriter journal = JournalWriter.Open(folder["journal"]);

        Rehearsal.Of(Rules.Bind(Rules.Eager), [Runs.Simulated(7)], new TickPipelineOptions { Instruments = DefaultInstruments.Create(), Journal = journal }, static () => { }, CancellationToken.None);

        Assert.Equal(0, journal.Records);
        journal.Flush(durable: false); // still open
    }

    [Fact]
    public void It_ends_with_its_feeds_and_needs_none()
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create() };

        Assert.Equal(20, Rehearsal.Of(Rules.Bind(Rules.BuyAboveHundred), [new ListFeed(Runs.Cycles(5))], options, static () => { }, CancellationToken.None));
        Assert.Equal(0, Rehearsal.Of(Rules.Bind(Rules.BuyAboveHundred), [], options, static () => { }, CancellationToken.None));
    }

    [Fact]
    public void It_stops_when_the_run_is_stopped()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();

        Assert.Equal(0, Rehearsal.Of(Rules.Bind(Rules.BuyAboveHundred), [new ListFeed(Runs.Cycles(5))], new TickPipelineOptions { Instruments = DefaultInstruments.Create() }, static () => { }, stopped.Token));
    }
}
