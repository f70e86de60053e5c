using System.Globalization;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>Switches rules of a market of its own to and fro before the first switch that counts, so that the runtime has compiled and optimised what staging and switching go through.</summary>
/// <remarks>
/// Otherwise the tick thread waits for it: a switch is rare, so its code is as slow as code can be each time (docs/adr/0193). Everything is thrown away, and no
/// result depends on it. One thread, which is not the tick thread.
/// </remarks>
internal sealed class SwitchRehearsal : IDisposable
{
    /// <summary>The runtime optimises what was called 1,024 times (docs/adr/0087).</summary>
    public const int Enough = 1_100;

    private const string By = "rehearsal";
    private const int Transactions = 50;
    private const long TickNs = 100_000_000;

    private static int _isTaken;

    private readonly TickPipeline _run;
    private readonly PackKeeper _keeper;
    private string _other;
    private long _ticks;
    private bool _isOver;

    public SwitchRehearsal()
    {
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), KeepsTape = true, MirrorCapacity = Transactions, Journal = JournalWriter.ToNowhere(), RecordNonDecisionsEvery = 0 };
        _run = new TickPipeline(Sources(version: 1).Bind().Program!, options, static (in MarketEvent _) => null, new Nobody());
        _keeper = new PackKeeper(_run, new PackPolicy { Proves = false, ReplayTransactions = Transactions }, TimeProvider.System, capacity: Transactions);
        for (int i = 0; i < Transactions; i++)
        {
            Tick();
        }

        _keeper.Pump();
        _other = _keeper.Stage(PackGate.Check(Sources(version: 2), _keeper.ActiveProgram, new PackPolicy { Proves = false }, CancellationToken.None), By).Version;
    }

    /// <summary>Switches so far.</summary>
    public int Switches { get; private set; }

    /// <summary>Decisions so far, of both versions.</summary>
    public long Decisions => _run.Counters.Decisions;

    /// <summary>The one of this process, for whoever asks first; null for others, since code that one compiled is everybody's.</summary>
    public static SwitchRehearsal? OfProcess() => Interlocked.Exchange(ref _isTaken, 1) == 0 ? new SwitchRehearsal() : null;

    /// <summary>Goes on for so many switches, at most up to <see cref="Enough"/>; false when it is over.</summary>
    public bool GoOn(int switches)
    {
        for (int i = 0; i < switches && !IsOver; i++)
        {
            Switch();
        }

        return !IsOver;
    }

    private bool IsOver => _isOver || Switches >= Enough;

    public void Dispose() => _run.Dispose();

    private void Switch()
    {
        string before = _run.ActiveVersion;
        _keeper.Activate(_other, By, Done);
        _keeper.Pump(); // asks
        Tick(); // switches, then decides by the other rules
        _keeper.Pump(); // hears of it
        _other = before;
    }

    /// <summary>A machine that slept may have let the other rules go for being late: then it is over, and the first switch is slow, no more.</summary>
    private void Done(PackException? fault) => (Switches, _isOver) = fault is null ? (Switches + 1, false) : (Switches, true);

    /// <summary>The price rises and falls, so that positions are opened and closed.</summary>
    private void Tick()
    {
        Dec8 bid = new((100 + (_ticks % 20 < 10 ? 1 : -1)) * Dec8.Scale), ask = new(bid.Raw + (Dec8.Scale / 100));
        EventStamp stamp = new(new EventTime(++_ticks * TickNs), default, default, new SourcePosition(0, _ticks));
        _run.Process(MarketEvent.OfQuote(new Instrument("/binance_spot", "BTCUSDT"), stamp, new Quote(bid, Dec8.One, ask, Dec8.One, 0)));
    }

    private static PackSources Sources(int version) => PackSources.Of([("rehearsal.rules", string.Create(CultureInfo.InvariantCulture, $$"""
        Use decisions!

        #[id("rise"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, 0.01, 1.0) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.0.
        #[id("fall"), class(/exit), priority(20)]
        propose(Sym, {/kind: /exit_all}, 1.0, 1.0) :- quote(_, Sym, Bid, _, _, _), Bid < 100.0.
        version({{version}}).
        """))]);

    private sealed class Nobody : IRunObserver
    {
        public void OnDecision(DecisionOutcome outcome)
        {
        }

        public void OnNonDecision(EventTime at, NonDecision nonDecision)
        {
        }

        public void OnStatus(in MarketEvent status)
        {
        }

        public void OnRollback(TransactionResult result)
        {
        }
    }
}
