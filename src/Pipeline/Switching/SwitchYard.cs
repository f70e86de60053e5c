using System.Collections.Concurrent;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Where rules are made ready beside a run, follow it, and from where they are put in force. Call it on one thread, which is not the tick thread.</summary>
/// <remarks>
/// Rules begin in the state of an earlier place of the tape and follow every transaction since, so when they are put in force they know what they would
/// know had they run since then. The tape is kept for <see cref="Capacity"/> transactions; older ones become rows that stand (docs/adr/0101).
/// </remarks>
public sealed partial class SwitchYard
{
    /// <summary>Transactions kept unless another number is asked for.</summary>
    public const int DefaultCapacity = 50_000;

    /// <summary>Transactions of which it is kept what the live rules said, unless another number is asked for.</summary>
    public const int DefaultNotes = 5_000;

    /// <summary>Transactions that the spare rules take at once, at most.</summary>
    private const int MaxStride = 5_000;

    /// <summary>Transactions that rules may be behind when they are offered and none was found at which they are behind by nothing: the tick thread follows what they are behind, in the pause.</summary>
    private const int OfferWithin = 3;

    /// <summary>Offers put off because something was still to be followed, before <see cref="OfferWithin"/> is enough: some milliseconds.</summary>
    private const int MaxPutOff = 1_000;

    private readonly TickPipeline _pipeline;
    private readonly ChangeTape _tape;
    private readonly ConcurrentQueue<Action> _answers = new();
    private readonly List<WarmRules> _followers = [];

    /// <summary>Whose state others may begin with, and that is all it is for.</summary>
    private StridingRules? _spare;
    private readonly TapePlace _base;
    private readonly TapePlace _head;

    /// <summary>What was noted before it is forgotten, but for what is to be remembered there.</summary>
    private readonly TapePlace _noted;
    private readonly JournalHistory _history;
    private readonly int _notes;
    private readonly ProofOptions _proofs;

    /// <summary>Rules that the tick thread was offered and has not answered yet: they have places on the tape that nobody else knows.</summary>
    private int _offered;

    /// <summary>Offers put off in a row.</summary>
    private int _putOff;

    /// <param name="pipeline">A run that keeps a tape.</param>
    /// <param name="capacity">Transactions that are kept.</param>
    /// <param name="notes">Of how many of them what the live rules said is kept: as many as decisions are compared of.</param>
    /// <exception cref="ArgumentException">The run keeps no tape, or another yard has taken it.</exception>
    public SwitchYard(TickPipeline pipeline, int capacity = DefaultCapacity, int notes = DefaultNotes)
    {
        _pipeline = pipeline;
        _tape = pipeline.Tape ?? throw new ArgumentException("the run keeps no tape: set KeepsTape", nameof(pipeline));
        Capacity = capacity;
        TapeCursor start = _tape.TakeStart();
        _base = new TapePlace(pipeline.ActiveProgram, start);
        _head = new TapePlace(pipeline.ActiveProgram, start);
        _head.DropRows(pipeline.ActiveProgram);
        _noted = new TapePlace(pipeline.ActiveProgram, start);
        _noted.DropRows(pipeline.ActiveProgram);
        for (int i = 0; i < pipeline.TapeBegins; i++)
        {
            _base.Step(_tape.Published); // what an earlier run left: rules begin behind it
            _head.Step(_tape.Published);
            _noted.Step(_tape.Published);
        }

        _history = new JournalHistory(pipeline);
        _notes = Math.Min(notes, capacity);
        _proofs = new ProofOptions { OriginOf = fact => pipeline.Origins.Describe(_head.Rows.OriginOf(fact)), TimeOf = fact => _head.Rows.TimeOf(fact) };
    }

    /// <summary>Transactions kept.</summary>
    public int Capacity { get; }

    /// <summary>The oldest event time that rules which begin now can know of; the least time while the tape reaches back to the beginning of the run.</summary>
    public EventTime KnowsFrom => _base.Transactions == 0 ? new EventTime(long.MinValue) : _base.At;

    /// <summary>Transactions read so far.</summary>
    public long Transactions => _head.Transactions;

    /// <summary>Transactions of the run that were not read yet; approximate.</summary>
    public long Behind => Math.Max(0, _tape.Transactions - _head.Transactions);

    /// <summary>Event time of the last transaction read.</summary>
    public EventTime At => _head.At;

    /// <summary>Compiles rules, starts them in the state of an earlier place, and lets them follow up to the last transaction read; from then on <see cref="Pump"/> drives them.</summary>
    /// <param name="program">Bound rules.</param>
    /// <param name="replay">The most transactions whose decisions are compared on the way, of those whose notes are kept; rules that keep a past follow everything that is kept all the same.</param>
    /// <param name="told">Told of each transaction followed, within <paramref name="replay"/>.</param>
    /// <param name="stop">Ends it between two transactions.</param>
    public WarmRules Start(BoundProgram program, int replay, Action<FollowedStep> told, CancellationToken stop)
    {
        replay = Math.Min(replay, _notes);
        _base.Rows.Learn(program);
        Advance(null, stop);
        if (TryContinue(program, replay, out TapePlace place) is { } rules)
        {
            TapePlace? known = null;
            Follow(rules, place, () => (known = Known(known, place)).Rows, replay, told, stop);
        }
        else
        {
            place = PlaceFor(program, replay);
            rules = _history.TryBegin(program, place, _base.Transactions == _pipeline.TapeBegins, stop) ?? Begin(program, place);
            rules.PastProblem = _history.Problem;
            rules.Adopt(place.Memory);
            Follow(rules, place, () => place.Rows, replay, told, stop);
        }

        rules.Adopt(_head.Memory);
        _followers.Add(rules);
        return rules;
    }

    /// <summary>As <see cref="Start"/>, for rules that nobody compares or offers: other rules may begin with their state. They follow in strides; there are none but one.</summary>
    /// <param name="program">Bound rules without a past.</param>
    public WarmRules StartSpare(BoundProgram program)
    {
        WarmRules rules = Start(program, 0, static _ => { }, CancellationToken.None);
        _followers.Remove(rules);
        _spare = new StridingRules(rules, _head);
        return rules;
    }

    /// <summary>Reads what the run has done since, and lets all rules follow. Returns the number of transactions.</summary>
    /// <param name="told">Told of each transaction of each of the rules that are compared; may be null.</param>
    /// <param name="stop">Ends it between two transactions.</param>
    public long Pump(Action<FollowedStep>? told, CancellationToken stop)
    {
        while (_answers.TryDequeue(out Action? answer))
        {
            answer();
        }

        long read = Advance(told, stop);
        if (_spare is { } spare && _head.Transactions - spare.Transactions >= Math.Min(MaxStride, Capacity / 2))
        {
            spare.CatchUp(_head); // before what it has not read is forgotten
        }

        Forget();
        return read;
    }

    /// <summary>Lets go of what is older than the capacity; followers have no place of their own, they are where the head is.</summary>
    /// <remarks>
    /// What was noted goes earlier: it is many small objects, and what lives through a collection is what a collection costs (docs/adr/0130).
    /// </remarks>
    private void Forget()
    {
        while (_head.Transactions - _noted.Transactions > _notes)
        {
            _noted.Pass(_tape.Published);
            _noted.ForgetNote();
        }

        TapeChunk oldest = _base.Cursor.Chunk;
        _base.SkimTo(_head.Transactions - Capacity, _tape.Published);
        TellMemory(_base);

        if (_offered == 0)
        {
            _tape.GiveBack(oldest, _base.Cursor.Chunk);
        }
    }

    /// <summary>From here on compares like with like: what was decided up to the last transaction read is decided for these rules too.</summary>
    public void Compare(WarmRules rules)
    {
        if (!_head.KeepsRows)
        {
            TapePlace place = _base.Copy();
            Skip(place, _head.Transactions);
            _head.TakeRows(place);
        }

        rules.IsCompared = true;
        rules.Adopt(_head.Memory);
    }

    /// <summary>Lets rules follow no more; their memory can be given back.</summary>
    public void Drop(WarmRules rules)
    {
        _followers.Remove(rules);
        _spare = _spare?.Rules == rules ? null : _spare;
        if (_head.KeepsRows && !_followers.Exists(static f => f.IsCompared))
        {
            _head.DropRows(_pipeline.ActiveProgram);
        }
    }

    /// <summary>Asks the tick thread to put rules in force between two ticks. The answer comes with a later <see cref="Pump"/>.</summary>
    /// <param name="rules">Rules that follow.</param>
    /// <param name="change">Who asks, and why.</param>
    /// <param name="answered">Told what came of it; rules that were replaced follow from then on, rules that were not put in force go on following.</param>
    /// <returns>False when they are too far behind to be offered, or too much is asked of the tick thread: pump and try again.</returns>
    public bool TryOffer(WarmRules rules, PackChange change, Action<SwitchOutcome> answered)
    {
        if (Behind > (_putOff < MaxPutOff ? 0 : OfferWithin) || rules.Problem is not null)
        {
            _putOff++;
            return false;
        }

        _putOff = 0;
        _followers.Remove(rules);
        rules.Cursor = _head.Cursor;
        ChangeRecord record = ChangeRecord.Of(_pipeline.ActiveVersion, rules.Program, rules.Since, change, rules.Deciding.Measures, rules.PastFrom);
        void Offer()
        {
            SwitchOutcome outcome = _pipeline.Offer(rules, change, record);
            _answers.Enqueue(() => Answer(rules, outcome, answered));
        }

        bool posted = _pipeline.TryPost(() =>
        {
            if (!_pipeline.FollowAhead(rules) || !_pipeline.TryPost(Offer))
            {
                Offer();
            }
        });
        if (posted)
        {
            _offered++;
        }
        else
        {
            rules.Cursor = default;
            _followers.Add(rules);
        }

        return posted;
    }

    /// <summary>What asks the tick thread to record rules that were staged, and to tell from now on what they read. Their record is made here, once.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="by">Who staged them.</param>
    /// <param name="answered">Told when features are warm that nobody asked for before; the least time when there are none.</param>
    /// <returns>False when too much is asked of the tick thread: call it again.</returns>
    public Func<bool> Staging(BoundProgram program, string by, Action<EventTime> answered)
    {
        StagedRules staged = StagedRules.Of(program, by);
        return () => _pipeline.TryPost(() =>
        {
            EventTime warm = _pipeline.Stage(staged);
            _answers.Enqueue(() => answered(warm));
        });
    }

    /// <summary>Asks the tick thread to set parameters of the live rules.</summary>
    /// <param name="program">The live rules with these values.</param>
    /// <param name="change">Who asks.</param>
    /// <param name="answered">True when they were set; false when other rules were put in force in between.</param>
    /// <returns>False when too much is asked of the tick thread: try again.</returns>
    public bool TrySetParams(BoundProgram program, PackChange change, Action<bool> answered) => _pipeline.TryPost(() =>
    {
        bool fits = program.Rules == _pipeline.ActiveProgram.Rules && !_pipeline.IsFinished;
        if (fits)
        {
            _pipeline.SetParams(program, change);
        }

        _answers.Enqueue(() => answered(fits));
    });

    private void Answer(WarmRules rules, SwitchOutcome outcome, Action<SwitchOutcome> answered)
    {
        _offered--;
        if (outcome.Previous is { } previous)
        {
            Join(previous);
        }
        else if (outcome.Outcome == SwitchResult.Behind)
        {
            Join(rules);
        }

        rules.Cursor = default; // of rules in force, and of those that failed, nobody asks it: it would hold all that comes
        answered(outcome);
    }

    /// <summary>Brings rules that come from the tick thread to where all others are.</summary>
    private void Join(WarmRules rules)
    {
        Advance(null, CancellationToken.None);
        TapeTransaction transaction = new();
        TapeCursor cursor = rules.Cursor;
        while (transaction.TryRead(ref cursor, _head.Cursor.Position))
        {
            rules.Follow(transaction.Sequence, transaction.At, transaction.Changes, decides: false);
        }

        rules.Cursor = default; // from here on it is where the head is; a place of its own would hold all that comes
        _followers.Add(rules);
    }

    private long Advance(Action<FollowedStep>? told, CancellationToken stop)
    {
        long read = 0;
        while (!stop.IsCancellationRequested && _followers.Count == 0 && !_head.KeepsRows && _head.Pass(_tape.Published))
        {
            read++;
        }

        while (!stop.IsCancellationRequested && _head.Step(_tape.Published) is { } transaction)
        {
            read++;
            foreach (WarmRules rules in _followers)
            {
                rules.Follow(transaction.Sequence, transaction.At, transaction.Changes, rules.IsCompared, rules.IsCompared ? _proofs : null);
                if (rules.IsCompared)
                {
                    told?.Invoke(new FollowedStep(rules, transaction.At, transaction.Sequence, transaction.Note));
                }
            }
        }

        return read;
    }

    /// <summary>As the place does itself, but where notes are forgotten it is told what to remember.</summary>
    private TapeTransaction? Step(TapePlace place, long end)
    {
        TapeTransaction? read = place.Step(end);
        TellMemory(place);
        return read;
    }

    private void TellMemory(TapePlace place)
    {
        if (place.Transactions == _noted.Transactions)
        {
            place.Memory = _noted.Memory;
        }
    }

    private void Skip(TapePlace place, long upTo)
    {
        while (place.Transactions < upTo && Step(place, long.MaxValue) is not null)
        {
            // its rows are taken over
        }
    }
}
