using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>Scores beside the tick thread: a thread of its own runs one ensemble for all symbols, so that a slow or stuck model never holds a tick.</summary>
/// <remarks>
/// The tick thread asks at a seat and comes back later. In a paced run it never waits. In a run at full speed market time flies, so it waits for the answer,
/// which makes the run the same every time; but no longer than <see cref="LongestWait"/>, and once a wait was in vain not again until the thread has
/// moved: a stuck model costs one wait. Asking and taking allocate nothing. An ensemble can be exchanged for another version at any moment.
/// Symbols that are asked in one round are scored in one call, up to <see cref="LargestBatch"/>. What a model says of a window may differ in its last bits with
/// the size of the call, so a run that must be the same every time scores round by round, and only a paced one joins rounds that have piled up.
/// </remarks>
public sealed class ScoringDesk : IDisposable
{
    /// <summary>The most symbols at one desk.</summary>
    public const int MostSeats = 1024;

    /// <summary>The most symbols in one call.</summary>
    public const int LargestBatch = 32;

    private const int WarmingScores = 40;

    private readonly List<ScoringSeat> _seats = [];
    private readonly AutoResetEvent _asked = new(initialState: false);
    private readonly AutoResetEvent _answered = new(initialState: false);
    private readonly Thread _thread;
    private readonly Lock _seating = new();
    private readonly ScoringSeat[] _batch = new ScoringSeat[LargestBatch];
    private ScoringSeat[] _table = [];
    private long _round = 1;
    private long _sent;
    private bool _isJoined;
    private IScorer _scorer;
    private IScorer? _next;
    private long _asks;
    private long _answers;
    private long _answersWhenStuck = -1;
    private volatile bool _isClosing;

    /// <summary>Opens a desk; the models are warm when this returns.</summary>
    /// <param name="ensemble">What scores.</param>
    /// <param name="clock">Measures how long scores take: for display, and in a paced run for their time box.</param>
    /// <param name="diagnostics">Receives warnings.</param>
    /// <exception cref="ModelException">A session cannot be made.</exception>
    public ScoringDesk(ModelEnsemble ensemble, TimeProvider clock, DiagnosticBag diagnostics)
        : this(ensemble.Manifest, new EnsembleRun(ensemble, diagnostics), clock)
    {
        DeviceAsked = ensemble.Device;
        WarmUp();
    }

    internal ScoringDesk(EnsembleManifest manifest, IScorer scorer, TimeProvider clock)
    {
        Manifest = manifest;
        _scorer = scorer;
        Clock = clock;
        Gauges = new ScoringGauges(manifest);
        _thread = new Thread(Work) { IsBackground = true, Name = $"scores of {manifest.Name}" };
        _thread.Start();
    }

    /// <summary>What the ensemble asks for; the same for every version that may take its place.</summary>
    public EnsembleManifest Manifest { get; }

    /// <summary>How long a wait lasts at most, in a run at full speed.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>True in a paced run: rounds that have piled up are scored together.</summary>
    public bool JoinsRounds { get; init; }

    /// <summary>Scores asked for. Any thread.</summary>
    public long Asked => Volatile.Read(ref _asks);

    /// <summary>Scores given. Any thread.</summary>
    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>Calls in which they were given. Any thread; approximate.</summary>
    public long Batches { get; private set; }

    /// <summary>What drift, quality and lateness have come to.</summary>
    public ScoringGauges Gauges { get; }

    /// <summary>What was asked for to run on.</summary>
    public ModelDevice DeviceAsked { get; }

    /// <summary>What it runs on. Any thread.</summary>
    public ModelDevice Device => Volatile.Read(ref _scorer).Device;

    /// <summary>The longest that a call has taken, in nanoseconds, and all together. Any thread; approximate.</summary>
    public long SlowestNs { get; private set; }

    public long TotalNs { get; private set; }

    /// <summary>The version that scores now. Any thread.</summary>
    public string Version => Volatile.Read(ref _scorer).Version;

    /// <summary>A place for one more symbol.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="MostSeats"/> already.</exception>
    public ScoringSeat NewSeat()
    {
        lock (_seating)
        {
            if (_seats.Count == MostSeats)
            {
                throw new InvalidOperationException($"no more than {MostSeats} symbols can be scored");
            }

            ScoringSeat seat = new(this, Manifest);
            _seats.Add(seat);
            Volatile.Write(ref _table, [.. _seats]);
            return seat;
        }
    }

    /// <summary>Puts another version in place, from the next score on; the tick thread notices nothing. Any thread.</summary>
    /// <exception cref="ModelException">CSR6212: it reads other rows or looks elsewhere; or a session cannot be made.</exception>
    public void Exchange(ModelEnsemble newer, DiagnosticBag diagnostics)
    {
        if (Difference(newer.Manifest) is { } difference)
        {
            throw new ModelException(ModelDiagnostics.NotExchangeable, null, $"version {newer.Manifest.Version} of {newer.Manifest.Name}", difference);
        }

        Exchange(new EnsembleRun(newer, diagnostics));
    }

    internal TimeProvider Clock { get; }

    /// <summary>Closes the round: what was asked since the last time is scored. Tick thread.</summary>
    public void Send()
    {
        if (_isJoined)
        {
            _isJoined = false;
            Volatile.Write(ref _sent, _round++);
            _asked.Set();
        }
    }

    /// <summary>Waits until a seat's answer is there. Tick thread, in runs at full speed only.</summary>
    /// <returns>False when it did not come in time, or the thread is known to be stuck.</returns>
    public bool Wait(ScoringSeat seat)
    {
        while (seat.State == ScoreState.Asked)
        {
            if (_answersWhenStuck == Answers)
            {
                return false;
            }

            if (!_answered.WaitOne(LongestWait) && seat.State == ScoreState.Asked)
            {
                _answersWhenStuck = Answers;
                return false;
            }
        }

        return true;
    }

    /// <summary>Ends the thread; a stuck one is left to end with the process. May be called again.</summary>
    public void Dispose()
    {
        if (_isClosing)
        {
            return;
        }

        _isClosing = true;
        _asked.Set();
        if (_thread.Join(TimeSpan.FromMilliseconds(500)))
        {
            _scorer.Dispose();
            Volatile.Read(ref _next)?.Dispose();
            _asked.Dispose();
            _answered.Dispose();
        }
    }

    /// <summary>The number of the round that is open. Tick thread.</summary>
    internal long JoinRound()
    {
        _isJoined = true;
        Volatile.Write(ref _asks, _asks + 1);
        return _round;
    }

    internal void Exchange(IScorer newer) => Interlocked.Exchange(ref _next, newer)?.Dispose();

    /// <summary>A score through the very thread: starting it and compiling its way in and out are not to happen to a score that somebody waits for.</summary>
    private void WarmUp()
    {
        ScoringSeat seat = NewSeat();
        for (int i = 0; i < WarmingScores; i++)
        {
            seat.Ask();
            if (!Wait(seat))
            {
                break; // it is slow, and will be late; that is told in the run
            }

            seat.Release();
        }

        lock (_seating)
        {
            _seats.Clear();
            Volatile.Write(ref _table, []);
        }

        (TotalNs, SlowestNs, Batches) = (0, 0, 0);
        Volatile.Write(ref _asks, 0);
        Interlocked.Exchange(ref _answers, 0);
        _answersWhenStuck = -1;
    }

    private void Work()
    {
        while (!_isClosing)
        {
            _asked.WaitOne();
            for (int count = Gather(); count > 0 && !_isClosing; count = Gather())
            {
                TakeNext();
                Score(_batch.AsSpan(0, count));
            }
        }
    }

    /// <summary>The seats of the oldest round that was sent, or of all of them, in the order of the table; as many as fit.</summary>
    private int Gather()
    {
        long sent = Volatile.Read(ref _sent), round = JoinsRounds ? 0 : long.MaxValue;
        ScoringSeat[] table = Volatile.Read(ref _table);
        foreach (ScoringSeat seat in table)
        {
            round = !JoinsRounds && seat.State == ScoreState.Asked ? Math.Min(round, seat.Round) : round;
        }

        int count = 0;
        for (int i = 0; i < table.Length && count < LargestBatch; i++)
        {
            if (table[i].State == ScoreState.Asked && (JoinsRounds ? table[i].Round <= sent : table[i].Round == round && round <= sent))
            {
                _batch[count++] = table[i];
            }
        }

        return count;
    }

    private void TakeNext()
    {
        if (Interlocked.Exchange(ref _next, null) is { } newer)
        {
            IScorer older = _scorer;
            Volatile.Write(ref _scorer, newer);
            older.Dispose();
        }
    }

    private void Score(ReadOnlySpan<ScoringSeat> seats)
    {
        long started = Clock.GetTimestamp();
        foreach (ScoringSeat seat in seats)
        {
            seat.Version = _scorer.Version;
        }

        _scorer.Score(seats);
        long took = (long)Clock.GetElapsedTime(started).TotalNanoseconds;
        TotalNs += took;
        Batches++;
        SlowestNs = Math.Max(SlowestNs, took);
        foreach (ScoringSeat seat in seats)
        {
            seat.Answer(seat.IsScored ? ScoreState.Done : ScoreState.Failed);
        }

        Interlocked.Add(ref _answers, seats.Length);
        _answered.Set();
    }

    private string? Difference(EnsembleManifest newer) =>
        newer.Name != Manifest.Name ? $"it is another ensemble than {Manifest.Name}"
        : newer.Bar != Manifest.Bar || newer.Window != Manifest.Window ? $"it reads {newer.Window} bars of {newer.Bar}, not {Manifest.Window} of {Manifest.Bar}"
        : !newer.Features.SequenceEqual(Manifest.Features) || newer.Regime != Manifest.Regime ? "it reads other features; start the run anew"
        : newer.Members.Length != Manifest.Members.Length || newer.Members.Zip(Manifest.Members).Any(static p => p.First.Name != p.Second.Name) ? "it has other members; start the run anew"
        : newer.HorizonBars != Manifest.HorizonBars || newer.Volatility != Manifest.Volatility ? "it foretells something else; start the run anew"
        : null;
}
