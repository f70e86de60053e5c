using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>Accepts or rejects what a run recorded: every step of every proof, from the rules, the given facts and the documents alone.</summary>
/// <remarks>
/// Tell it the run in order: <see cref="Given"/> or <see cref="Timer"/> for each transaction, <see cref="Node"/>, <see cref="Decision"/> and <see cref="NonDecision"/> as they come. It derives
/// the state again by its own plain evaluation, so absences, whole groups and contests are checked, not believed; it shares no code with the engine, the
/// compiler or the builder of proofs. Trusted are the parser, the binder and the built-in functions. Not checked: that a decision began an episode (that its action
/// did not win in the transaction before), and that nothing is missing from the record; replaying shows both. A missing transaction of the clock does show.
/// Rules that look back (time, stored rows) are evaluated in every transaction, others only where something was decided. Single-threaded.
/// </remarks>
public sealed class ProofChecker
{
    /// <summary>The most substitutions looked at for one state.</summary>
    private const long MaxSubstitutions = 10_000_000;

    /// <summary>The most steps in which rules may change what is stored (ADR 57).</summary>
    private const int MaxSteps = 100;

    private BoundProgram _program;
    private readonly ProofLimits _limits;
    private readonly IReadOnlyDictionary<string, string> _measures;
    private Value[] _parameters;
    private readonly GivenRows _given;
    private readonly NodeBook _book;
    private readonly Dictionary<BoundRule, int[]> _orders = [];
    private readonly Dictionary<(string Name, Value Key), EventTime> _emissions = [];
    private readonly bool _looksBack;
    private EventTime _at = EventTime.Zero;
    private EventTime _now = EventTime.Zero;
    private EventTime _triedUpTo = EventTime.Zero;
    private long _sequence = -1;
    private bool _isOpen = true;
    private bool _isTimer;
    private bool _isRolledBack;
    private bool _isLost;
    private RuleState? _state;

    /// <param name="program">The rules, bound from the recorded sources.</param>
    /// <param name="limits">The bounds that the proofs were taken with.</param>
    /// <param name="measures">Predicate to what its values measure (unit and window), as recorded; given nodes must say the same.</param>
    public ProofChecker(BoundProgram program, ProofLimits limits, IReadOnlyDictionary<string, string> measures)
    {
        (_program, _limits, _measures) = (program, limits, measures);
        _parameters = [.. program.Params.Select(static p => p.Value)];
        _given = new GivenRows(program);
        _looksBack = program.UsesTime || program.Predicates.Any(static p => p.IsStored);
        _book = new NodeBook(program);
    }

    /// <summary>Steps checked so far, each as often as a record rests on it.</summary>
    public long Steps { get; private set; }

    /// <summary>Takes what a transaction was given: <c>{"changes":["+p(1)",…],"origins":[["TEXT",COUNT],…]}</c>.</summary>
    /// <returns>Null when it is taken; otherwise why it cannot be.</returns>
    public Rejection? Given(long sequence, EventTime at, ReadOnlyMemory<byte> changes) => Guard(() =>
    {
        Begin(sequence, at, isTimer: false);
        JsonObject document = Json.Read(changes.Span);
        string?[] origins = [.. Items(document["origins"]).SelectMany(static run => Enumerable.Repeat((string?)run?[0], (int?)run?[1] ?? 0))];
        int next = 0;
        foreach (string change in Items(document["changes"]).Select(Json.Text))
        {
            _given.Apply(_book.Change(change, ""), at, next < origins.Length ? origins[next] : null);
            next++;
        }
    });

    /// <summary>Takes a transaction of the clock: at its time, and not before, something expires or enters or leaves a window.</summary>
    public Rejection? Timer(long sequence, EventTime at) => Guard(() => Begin(sequence, at, isTimer: true));

    /// <summary>Takes a transaction that was committed before these rules came into force: what the clock did in between, for them, is worked out.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="changes">Each with the time at which its row was told, and by what.</param>
    public Rejection? Follow(long sequence, EventTime at, IReadOnlyList<(string Change, EventTime ToldAt, string? Origin)> changes) => Guard(() =>
    {
        RunDue(at);
        Open(sequence, at, isTimer: false);
        foreach ((string change, EventTime toldAt, string? origin) in changes)
        {
            _given.Apply(_book.Change(change, ""), toldAt, origin);
        }
    });

    /// <summary>The same rules have other values of their parameters from the next transaction on.</summary>
    public void SetParams(BoundProgram program)
    {
        Conclude();
        (_program, _parameters) = (program, [.. program.Params.Select(static p => p.Value)]);
    }

    /// <summary>These rules come into force after others: what those emitted cools down here too, and transactions count on.</summary>
    /// <param name="before">The checker of the rules before.</param>
    public void TakeOverFrom(ProofChecker before)
    {
        Remember(before);
        Conclude();
        (_sequence, _at, _triedUpTo) = (before._sequence, before._at, before._triedUpTo);
    }

    /// <summary>What a run before emitted cools down here too.</summary>
    /// <param name="before">Its checker.</param>
    public void Remember(ProofChecker before)
    {
        foreach (((string Name, Value Key) story, EventTime at) in before._emissions)
        {
            _emissions[story] = at;
        }
    }

    /// <summary>Transactions of a run that took over a past count on from its last, by which everything due had been done.</summary>
    /// <param name="sequence">The last transaction before.</param>
    /// <param name="at">Its event time.</param>
    public void CountFrom(long sequence, EventTime at)
    {
        RunDue(at);
        (_sequence, _at) = (sequence, at);
    }

    /// <summary>The transaction just given was rolled back: it changed nothing, and only what no veto strikes may be decided in it.</summary>
    public void RollBack()
    {
        _given.TakeBack();
        (_isOpen, _isRolledBack) = (false, true);
        _triedUpTo = _isTimer ? _at : _triedUpTo;
    }

    /// <summary>Takes a node for the records that follow. Its content must have the id that it claims.</summary>
    public Rejection? Node(ReadOnlyMemory<byte> node) => Guard(() => _book.Add(Json.Read(node.Span)));

    /// <summary>Checks a proof of one fact, <c>{"root":ID,"nodes":[…]}</c>, against the state after the last transaction.</summary>
    public Rejection? Proof(ReadOnlyMemory<byte> proof) => Guard(() =>
    {
        JsonObject claimed = Json.Read(proof.Span);
        CheckNodes(OwnNodes(claimed), steps => [claimed["root"]]);
    });

    /// <summary>Checks a decision, in the form that journals store or with its nodes, against the state after the last transaction.</summary>
    public Rejection? Decision(ReadOnlyMemory<byte> decision)
    {
        (string, Value) story = default;
        Rejection? rejection = Check(decision, (claimed, decide, steps, document) =>
        {
            Contest contest = new(decide, _state!, _given, KeyOf(claimed, decide), _isRolledBack);
            Verdict winner = contest.Winner ?? throw new CheckFault("", "proof", "no candidate of this key survives, so nothing can be decided");
            Json.Expect(document.Decision(contest, winner, claimed), claimed, "");
            if (CoolsUntil(decide, winner.Candidate) is { } until)
            {
                throw new CheckFault("", "at", $"the key cools down until {until}");
            }

            story = (decide.Name, Value.List(winner.Candidate.Key));
            return [claimed["proof"], claimed["cap"], .. Items(claimed["requirements"]), .. Items(claimed["contest"]).SelectMany(RootsOf)];
        });
        if (rejection is null)
        {
            _emissions[story] = _at; // only what is accepted makes its key cool down
        }

        return rejection;
    }

    /// <summary>Checks a non-decision likewise.</summary>
    public Rejection? NonDecision(ReadOnlyMemory<byte> nonDecision) => Check(nonDecision, (claimed, decide, steps, document) =>
    {
        Contest contest = new(decide, _state!, _given, KeyOf(claimed, decide), _isRolledBack);
        Verdict verdict = contest.Verdicts.Find(v => steps.IdFor(v.Candidate.Fact, claimed["entry"]?["proof"], v.Candidate.RuleId) == Json.Text(claimed["entry"]?["proof"]))
            ?? throw new CheckFault("", "entry.proof", "its node is no candidate of this key at that time");
        if (verdict.Reasons.Count == 0 && CoolsUntil(decide, verdict.Candidate) is { } until)
        {
            verdict.Reasons.Add(new Reason("cooldown", [], [until.ToString()], $"cooling down until {until}"));
        }

        if (verdict.Reasons.Count == 0)
        {
            throw new CheckFault("", "entry.reasons", "nothing held this candidate back");
        }

        Json.Expect(document.NonDecision(verdict, claimed), claimed, "");
        return RootsOf(claimed["entry"]);
    });

    private delegate IEnumerable<JsonNode?> Judge(JsonObject claimed, BoundDecide decide, StepChecker steps, DecisionDocument document);

    private Rejection? Check(ReadOnlyMemory<byte> record, Judge judge) => Guard(() =>
    {
        JsonObject claimed = Json.Read(record.Span);
        List<JsonObject> own = OwnNodes(claimed);
        claimed.Remove("nodes");
        CheckNodes(own, steps =>
        {
            string name = Json.Text(claimed["name"]);
            BoundDecide decide = _program.Decides.FirstOrDefault(d => d.Name == name) ?? throw new CheckFault("", "name", $"the program decides no '{name}'");
            return judge(claimed, decide, steps, new DecisionDocument(decide, _program, _at, _sequence, steps));
        });
    });

    private static List<JsonObject> OwnNodes(JsonObject claimed) => [.. Items(claimed["nodes"]).Select(static n => n as JsonObject ?? throw new CheckFault("", "nodes", "a node is no object"))];

    /// <summary>Checks every step that the roots rest on; nothing else may be among the nodes.</summary>
    private void CheckNodes(List<JsonObject> own, Func<StepChecker, IEnumerable<JsonNode?>> rootsOf)
    {
        StepChecker steps = new(_book.Finder(own), _book, Current(), _given, _limits, _measures);
        foreach (JsonNode? root in rootsOf(steps).Where(static r => r is not null))
        {
            steps.Check(Json.Text(root));
        }

        IReadOnlySet<string> used = steps.Finish();
        Steps += used.Count;
        if (own.Find(n => !used.Contains(Json.Text(n["id"]))) is { } idle)
        {
            throw new CheckFault(Json.Text(idle["id"]), "nodes", "nothing rests on this node");
        }
    }

    /// <summary>What holds after the last transaction.</summary>
    /// <exception cref="CheckFault">It is not known.</exception>
    internal RuleState Current()
    {
        Conclude();
        return _isLost
            ? throw new CheckFault("", "program", "what held is not known, since an earlier transaction could not be followed")
            : _state ??= NewState(null);
    }

    private void Begin(long sequence, EventTime at, bool isTimer)
    {
        Conclude();
        if (sequence <= _sequence || at < _at)
        {
            throw new CheckFault("", "sequence", $"transaction {sequence} at {at} cannot follow {_sequence} at {_at}");
        }

        RefuseOtherMoments(at, isTimer);
        Open(sequence, at, isTimer);
    }

    private void Open(long sequence, EventTime at, bool isTimer)
    {
        (_sequence, _at, _isTimer, _isOpen, _isRolledBack) = (sequence, at, isTimer, true, false);
        _given.Begin(at);
    }

    private void RunDue(EventTime upTo)
    {
        Conclude();
        while (NextDue() is var due && due <= upTo.Nanoseconds)
        {
            Open(_sequence + 1, new EventTime((long)due), isTimer: true);
            Conclude();
        }
    }

    private Int128 NextDue()
    {
        long after = Math.Max(_now.Nanoseconds, _triedUpTo.Nanoseconds);
        return _given.Due.Concat(_looksBack ? _state?.Due ?? [] : []).Where(d => d > after).DefaultIfEmpty(Int128.MaxValue).Min();
    }

    /// <summary>The clock's transactions are those at which something is due, no more and no fewer.</summary>
    private void RefuseOtherMoments(EventTime at, bool isTimer)
    {
        Int128 due = NextDue();
        if (isTimer && due != at.Nanoseconds)
        {
            throw new CheckFault("", "at", $"nothing is due at {at}, so the clock has no transaction then");
        }

        if (!isTimer && due <= at.Nanoseconds)
        {
            throw new CheckFault("", "at", $"something is due at {due}, but the clock's transaction of that moment is missing before this one");
        }
    }

    /// <summary>The open transaction was not rolled back: its state is what later ones look back at.</summary>
    private void Conclude()
    {
        if (!_isOpen || _isLost)
        {
            return;
        }

        (_isOpen, _now, _isLost) = (false, _at, _looksBack);
        _state = _looksBack ? Settled() : null;
        _isLost = false;
    }

    /// <summary>The state once no rule changes what is stored any more. Each step looks back at the transaction before, not at the step before.</summary>
    private RuleState Settled()
    {
        RuleState? before = _state;
        for (int step = 1; step <= MaxSteps + 1; step++)
        {
            RuleState state = NewState(before);
            if (!new StateStep(state, _given, $"at {_at}, transaction {Math.Max(0, _sequence)}, step {step}").Apply())
            {
                return state;
            }
        }

        throw new CheckFault("", "program", $"stored rows still change after {MaxSteps} steps: the transaction cannot have been committed");
    }

    private RuleState NewState(RuleState? before) => new(_program, _given, new Expressions(_parameters, _now), _orders, MaxSubstitutions, before);

    private static Rejection? Guard(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (CheckFault fault)
        {
            return fault.Rejection;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // What reading JSON says when a field is of another sort than its place asks for.
            return new Rejection("", "record", $"it is not formed as docs/proofs.md says: {e.Message}");
        }
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? array) => array as JsonArray ?? [];

    private static IEnumerable<JsonNode?> RootsOf(JsonNode? entry) => [entry?["proof"], .. Items(entry?["reasons"]).SelectMany(static r => Items(r?["nodes"]))];

    private Value[] KeyOf(JsonObject claimed, BoundDecide decide)
    {
        string[] texts = [.. Items(claimed["key"]).Select(Json.Text)];
        return _state!.FactsOf(decide.Candidates).Select(fact => decide.Key.Select(c => fact.Arguments[c]).ToArray()).FirstOrDefault(key => key.Select(static v => v.ToString()).SequenceEqual(texts))
            ?? throw new CheckFault("", "key", "nothing is proposed for this key at that time");
    }

    private EventTime? CoolsUntil(BoundDecide decide, Candidate winner)
    {
        if (decide.CooldownExcept.Contains(winner.Class) || !_emissions.TryGetValue((decide.Name, Value.List(winner.Key)), out EventTime last))
        {
            return null;
        }

        EventTime until = new(last.Nanoseconds + Math.Min(decide.CooldownNs, long.MaxValue - Math.Max(0, last.Nanoseconds)));
        return _at < until ? until : null;
    }
}
