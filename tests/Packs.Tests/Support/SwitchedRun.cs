using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A run whose rules are switched at given ticks; keeper and ticks take turns on one thread, so it is the same each time.</summary>
internal sealed class SwitchedRun : IDisposable
{
    private static readonly TimeSpan _bound = TimeSpan.FromMinutes(2);

    /// <summary>No proofs by Z3: they are tested by themselves. Bounds in time that no machine comes near.</summary>
    public static PackPolicy Policy { get; } = new() { Proves = false, GateTimeout = _bound, ReplayTimeout = _bound, SwitchTimeout = _bound };

    private readonly MarketRun _run;
    private readonly IReadOnlyList<SwitchPlan> _plan;
    private int _tick;

    public SwitchedRun(string rules, IMarketFeed feed, IReadOnlyList<SwitchPlan> plan, string? journal = null, int capacity = SwitchYard.DefaultCapacity, PackPolicy? policy = null, TickPipelineOptions? options = null)
        : this(TestRules.Bind(rules), feed, plan, journal, capacity, policy, options)
    {
    }

    public SwitchedRun(BoundProgram program, IMarketFeed feed, IReadOnlyList<SwitchPlan> plan, string? journal = null, int capacity = SwitchYard.DefaultCapacity, PackPolicy? policy = null, TickPipelineOptions? options = null)
    {
        _plan = plan;
        options ??= new TickPipelineOptions { Instruments = DefaultInstruments.Create() };
        _run = new MarketRun(program, [feed], options with { KeepsTape = true, Journal = journal is null ? options.Journal : JournalWriter.Open(journal, new JournalOptions { Append = Directory.Exists(journal) }) }, Watcher);
        Keeper = new PackKeeper(_run.Pipeline, policy ?? Policy, TimeProvider.System, capacity) { Noticed = Notices.Add };
    }

    public Watcher Watcher { get; } = new();

    public List<Diagnostic> Notices { get; } = [];

    public PackKeeper Keeper { get; }

    public TickPipeline Pipeline => _run.Pipeline;

    /// <summary>Called before each tick, after what the plan says.</summary>
    public Action<int>? OnTick { get; set; }

    /// <summary>Runs to the end, or to a tick.</summary>
    public SwitchedRun Run(int ticks = int.MaxValue)
    {
        using CancellationTokenSource stop = new();
        _run.Run(_ => Before(ticks, stop), stop.Token);
        return this;
    }

    /// <summary>Stages rules and puts them in force between two ticks.</summary>
    public PackView Switch(string rules)
    {
        PackView staged = Stage(rules);
        Assert.True(staged.State is PackState.Ready or PackState.Previous, staged.Cause);
        Settled(done => Keeper.Activate(staged.Version, "test", done));
        return staged;
    }

    public PackView Stage(string rules)
    {
        Keeper.Pump();
        return Keeper.Stage(PackGate.Check(PackSources.Of([("test.rules", rules)]), Keeper.ActiveProgram, Policy, CancellationToken.None), "test");
    }

    /// <summary>Asks for something, lets the tick thread and the keeper take their turns, and wants it done.</summary>
    public void Settled(Action<Action<PackException?>> ask)
    {
        bool isDone = false;
        PackException? fault = null;
        ask(f => (isDone, fault) = (true, f));
        for (int i = 0; i < 4 && !isDone; i++)
        {
            Keeper.Pump();
            Pipeline.ServeNow();
            Keeper.Pump();
        }

        Assert.True(isDone && fault is null, fault?.Message ?? "nothing came of it");
    }

    public void Dispose() => _run.Dispose();

    private void Before(int ticks, CancellationTokenSource stop)
    {
        foreach (SwitchPlan step in _plan.Where(p => p.BeforeTick == _tick))
        {
            Do(step);
        }

        OnTick?.Invoke(_tick);
        if (++_tick >= ticks)
        {
            stop.Cancel();
        }
    }

    private void Do(SwitchPlan step)
    {
        if (step.Rules is { } rules)
        {
            Switch(rules);
        }
        else if (step.Params is { } values)
        {
            BoundProgram live = Keeper.ActiveProgram;
            BoundProgram changed = ParamTexts.Apply(live, values, new DiagnosticBag())!;
            Settled(done => Keeper.SetParams(PackGate.CheckParams(changed, live, Policy, CancellationToken.None), "test", done));
        }
        else
        {
            Settled(done => Keeper.RollBack("test", "the plan", done));
        }
    }
}
