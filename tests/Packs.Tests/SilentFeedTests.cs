using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A feed that waits for a market in which nothing happens.</summary>
public sealed class SilentFeedTests
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Rules_are_staged_put_in_force_and_rolled_back_while_nothing_comes(int before)
    {
        using SilentFeed feed = new(before, 2_000);
        Watcher watcher = new();
        using MarketRun run = new(TestRules.Bind(Above("99.6")), [feed], Options, watcher);
        using PackDesk desk = new(run.Pipeline, SwitchedRun.Policy);
        Task running = Task.Factory.StartNew(() => run.Run(null, CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(feed.IsSilent.Wait(_bound));

        PackView staged = await desk.Stage(PackSources.Of([("test.rules", Above("99.9"))]), "test").WaitAsync(_bound);
        Assert.Equal(PackState.Active, (await desk.Activate(staged.Version, "test").WaitAsync(_bound)).State);
        Assert.Equal(staged.Version, run.Pipeline.ActiveVersion);
        await desk.RollBack("test", "as it was").WaitAsync(_bound);
        Assert.Equal(before, run.Pipeline.Counters.Ticks);

        feed.GoOn.Set();
        await running.WaitAsync(_bound);
        Assert.Equal(2_000, run.Pipeline.Counters.Ticks);
        Assert.Equal(DecidedWithoutWaiting(2_000), watcher.Decisions.Select(static d => d.Decision.ToString()));
    }

    [Fact]
    public async Task A_run_that_is_to_stop_does_not_wait_for_the_market()
    {
        using SilentFeed feed = new(10, 20);
        using CancellationTokenSource stop = new();
        using MarketRun run = new(TestRules.Bind(Above("99.6")), [feed], Options, new Watcher());
        Task running = Task.Factory.StartNew(() => run.Run(null, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(feed.IsSilent.Wait(_bound));
        stop.Cancel();
        await running.WaitAsync(_bound);
        Assert.Equal(10, run.Pipeline.Counters.Ticks);
        feed.GoOn.Set();
    }

    [Fact]
    public void What_a_feed_throws_ends_the_run_as_it_would_without_a_thread_between()
    {
        using SilentFeed feed = new(int.MaxValue, 5) { Fault = new InvalidOperationException("the line is cut") };
        using MarketRun run = new(TestRules.Bind(Above("99.6")), [feed], Options, new Watcher());
        Assert.Equal("the line is cut", Assert.Throws<InvalidOperationException>(() => run.Run(null, CancellationToken.None)).Message);
        Assert.Equal(5, run.Pipeline.Counters.Ticks);
    }

    private static TickPipelineOptions Options => new() { Instruments = DefaultInstruments.Create(), KeepsTape = true };

    /// <summary>Rules that were put in force and rolled back at one moment of the market have decided nothing.</summary>
    private static List<string> DecidedWithoutWaiting(int events)
    {
        Watcher watcher = new();
        using MarketRun run = new(TestRules.Bind(Above("99.6")), [new ListFeed(WalkingMarket.Events(events))], Options, watcher);
        run.Run(null, CancellationToken.None);
        List<string> decided = [.. watcher.Decisions.Select(static d => d.Decision.ToString())];
        Assert.NotEmpty(decided);
        return decided;
    }

    private static string Above(string bound) => $$"""
        Use decisions!
        #[id("buy"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > {{bound}}.
        """;

    /// <summary>Gives some events, then nothing until it is let go on, then the rest.</summary>
    private sealed class SilentFeed(int before, int all) : IMarketFeed
    {
        private readonly MarketEvent[] _events = WalkingMarket.Events(all);
        private int _next;

        public ManualResetEventSlim IsSilent { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        /// <summary>Thrown at the end.</summary>
        public Exception? Fault { get; init; }

        public string Name => "silent";

        public FeedStatistics Statistics { get; } = new();

        public bool MayWait => true;

        public bool TryNext(out MarketEvent marketEvent)
        {
            if (_next == before)
            {
                IsSilent.Set();
                GoOn.Wait();
            }

            if (_next == _events.Length && Fault is not null)
            {
                throw Fault;
            }

            marketEvent = _next < _events.Length ? _events[_next] : default;
            return _next++ < _events.Length;
        }

        public void Dispose() => GoOn.Set();
    }
}
