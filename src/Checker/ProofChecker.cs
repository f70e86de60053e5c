using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>Accepts or rejects what a run recorded: every step of every proof, from the rules, the given facts and the documents alone.</summary>
/// <remarks>
/// Tell it the run in order: <see cref="Given"/> or <see cref="Timer"/> for each transaction, <see cref="Node"/>, <see cref="Decision"/> and <see cref="NonDecision"/> as they come,
/// <see cref="EndTransaction"/> before the next. What held is derived again by the reference evaluator, so absences, whole groups and contests are checked, not believed; it shares no code with
/// the engine, the compiler or the builder of proofs. Trusted are the parser, the binder, the built-in functions and that evaluator, the definition of the language. Not checked: that a decision
/// began an episode (that its action did not win in the transaction before), and that nothing is missing from the record; replaying shows both. docs/proofs.md lists all that an audit does not show.
/// Rules that look back (time, stored rows) are evaluated in every transaction, others only where something was decided. Single-threaded.
/// </remarks>
/// <param name="program">The rules, bound from the recorded sources.</param>
/// <param name="limits">The bounds that the proofs were taken with.</param>
/// <param name="measures">Predicate to what its values measure (unit and window), as recorded; given nodes must say the same.</param>
public sealed class ProofChecker(BoundProgram program, ProofLimits limits, IReadOnlyDictionary<string, string> measures)
{
    private readonly Transactions _run = new(program);
    private readonly NodeBook _book = new(program);
    private readonly Emissions _emissions = new();
    private BoundProgram _program = program;

    /// <summary>The ids of what was accepted in this transaction.</summary>
    private readonly HashSet<string> _recorded = new(StringComparer.Ordinal);

    /// <summary>Until then only what no veto strikes is decided, for windows are not full yet; null for everything.</summary>
    public EventTime? WarmsUntil { get; set; }

    /// <summary>Steps checked so far, each as often as a record rests on it.</summary>
    public long Steps { get; private set; }

    /// <summary>Takes what a transaction was given: <c>{"changes":["+p(1)",…],"origins":[["TEXT",COUNT],…]}</c>.</summary>
    /// <returns>Null when it is taken; otherwise why it cannot be.</returns>
    public Rejection? Given(long sequence, EventTime at, ReadOnlyMemory<byte> changes) => Guard(() =>
    {
        Begin(sequence, at, isTimer: false);
        JsonObject document = Json.Read(changes.Span);
        JsonArray given = document["changes"] as JsonArray ?? throw new CheckFault("", "changes", "it does not list what was given");
        IEnumerable<string?> origins = Json.Items(document, "origins").SelectMany(static run => Enumerable.Repeat((string?)run?[0], (int?)run?[1] ?? 0));
        Apply(given.Zip(origins.Concat(Enumerable.Repeat((string?)null, int.MaxValue)), (change, origin) => (Json.Text(change), at, origin)));
    });

    /// <summary>Takes a transaction of the clock: at its time, and not before, something expires or enters or leaves a window.</summary>
    public Rejection? Timer(long sequence, EventTime at) => Guard(() => Begin(sequence, at, isTimer: true));

    /// <summary>Takes a transaction that was committed before these rules came into force: what the clock did in between, for them, is worked out.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="changes">Each with the time at which its row was told, and by what.</param>
    public Rejection? Follow(long sequence, EventTime at, IReadOnlyList<(string Change, EventTime ToldAt, string? Origin)> changes) => Guard(() =>
    {
        _run.Follow(sequence, at);
        Apply(changes);
    });

    /// <summary>The same rules have other values of their parameters from the next transaction on.</summary>
    public Rejection? SetParams(BoundProgram program) => Guard(() =>
    {
        _program = program;
        _run.SetParams(program);
    });

    /// <summary>These rules come into force after others: what those emitted cools down here too, and transactions count on.</summary>
    /// <param name="before">The checker of the rules before.</param>
    public Rejection? TakeOverFrom(ProofChecker before) => Guard(() =>
    {
        ILookup<string, string> heirs = Emissions.Heirs(before._program, _program).ToLookup(static h => h.Earlier, static h => h.Now);
        _emissions.TakeOver(before._emissions, name => heirs[name]);
        _run.TakeOverFrom(before._run);
    });

    /// <summary>What a run before emitted cools down here too.</summary>
    /// <param name="before">Its checker.</param>
    public void Remember(ProofChecker before) => _emissions.TakeOver(before._emissions, static name => [name]);

    /// <summary>Transactions of a run that took over a past count on from its last, by which everything due had been done.</summary>
    /// <param name="sequence">The last transaction before.</param>
    /// <param name="at">Its event time.</param>
    public Rejection? CountFrom(long sequence, EventTime at) => Guard(() => _run.CountFrom(sequence, at));

    /// <summary>The transaction just given was rolled back: it changed nothing, and only what no veto strikes may be decided in it.</summary>
    public Rejection? RollBack() => Guard(_run.RollBack);

    /// <summary>Nothing more comes of the last transaction: every node that was written for it must be part of an accepted record.</summary>
    public Rejection? EndTransaction() => Guard(_book.EndTransaction);

    /// <summary>Takes a node for the records that follow. Its content must have the id that it claims.</summary>
    public Rejection? Node(ReadOnlyMemory<byte> node) => Guard(() => _book.Add(Json.Read(node.Span)));

    /// <summary>Checks a proof of one fact, <c>{"format":…,"root":ID,"at":NS,"nodes":[…]}</c>, against the state after the last transaction.</summary>
    public Rejection? Proof(ReadOnlyMemory<byte> proof) => Check(proof, (claimed, state, _) =>
    {
        Json.Expect(Json.Object(("format", "cryptoscalp-proof/1"), ("root", Json.Text(claimed["root"])), ("at", state.Expressions.Now.ToString())), claimed, "");
        return [claimed["root"]];
    });

    /// <summary>Checks a decision, in the form that journals store or with its nodes, against the state after the last transaction.</summary>
    public Rejection? Decision(ReadOnlyMemory<byte> decision)
    {
        Candidate? decided = null;
        return Check(decision, (claimed, state, steps) =>
        {
            Contest contest = ContestOf(claimed, state);
            Verdict winner = contest.Winner ?? throw new CheckFault("", "proof", "no candidate of this key survives, so nothing can be decided");
            Json.Expect(DocumentOf(contest, steps).Decision(winner, claimed), claimed, "");
            decided = winner.Candidate;
            return _emissions.CoolsUntil(decided, _run.At, _run.Sequence) is { } until ? throw new CheckFault("", "at", $"the key cools down until {until}")
                : [claimed["proof"], claimed["cap"], .. Json.Items(claimed, "requirements"), .. Json.Items(claimed, "contest").SelectMany(RootsOf)];
        }, () => _emissions.Add(decided!, _run.At, _run.Sequence));
    }

    /// <summary>Checks a non-decision likewise.</summary>
    public Rejection? NonDecision(ReadOnlyMemory<byte> nonDecision) => Check(nonDecision, (claimed, state, steps) =>
    {
        Contest contest = ContestOf(claimed, state);
        JsonNode? proof = Json.Field(claimed["entry"], "proof");
        Verdict verdict = contest.Verdicts.Find(v => steps.IdFor(v.Candidate.Fact, proof, v.Candidate.RuleId) == Json.Text(proof))
            ?? throw new CheckFault("", "entry.proof", "its node is no candidate of this key at that time");
        if (verdict.Reasons.Count == 0)
        {
            EventTime until = _emissions.CoolsUntil(verdict.Candidate, _run.At, _run.Sequence) ?? throw new CheckFault("", "entry.reasons", "nothing held this candidate back");
            verdict.Reasons.Add(new Reason("cooldown", [], [until.ToString()], $"cooling down until {until}"));
        }

        Json.Expect(DocumentOf(contest, steps).NonDecision(verdict, claimed), claimed, "");
        return RootsOf(claimed["entry"]);
    });

    /// <summary>Checks a record and every step that it rests on; nothing else may be among its nodes.</summary>
    /// <param name="record">The document.</param>
    /// <param name="judge">Judges what it says itself, and names the roots of what it rests on.</param>
    /// <param name="accepted">Only what is accepted makes its key cool down.</param>
    private Rejection? Check(ReadOnlyMemory<byte> record, Func<JsonObject, RuleState, StepChecker, IEnumerable<JsonNode?>> judge, Action? accepted = null) => Guard(() =>
    {
        JsonObject claimed = Json.Read(record.Span);
        List<JsonObject> own = [.. Json.Items(claimed, "nodes").Select(static n => n as JsonObject ?? throw new CheckFault("", "nodes", "a node is no object"))];
        claimed.Remove("nodes");
        RuleState state = new(_program, _run.Current());
        StepChecker steps = new(_book.Finder(own), _book, state, limits, measures);
        foreach (JsonNode? root in judge(claimed, state, steps).Where(static r => r is not null))
        {
            steps.Check(Json.Text(root));
        }

        IReadOnlySet<string> used = steps.Finish();
        Steps += used.Count;
        if (own.Find(n => !used.Contains(Json.Text(n["id"]))) is { } idle)
        {
            throw new CheckFault(Json.Text(idle["id"]), "nodes", "nothing rests on this node");
        }

        if (claimed["id"] is { } id && !_recorded.Add(Json.Text(id)))
        {
            throw new CheckFault("", "id", "this transaction has it recorded already");
        }

        _book.Use(used);
        accepted?.Invoke();
    });

    private void Begin(long sequence, EventTime at, bool isTimer)
    {
        _recorded.Clear();
        _run.Begin(sequence, at, isTimer);
    }

    private void Apply(IEnumerable<(string Change, EventTime ToldAt, string? Origin)> changes)
    {
        foreach ((string change, EventTime toldAt, string? origin) in changes)
        {
            _run.Apply(_book.Change(change, ""), toldAt, origin);
        }
    }

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
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            // What reading JSON says when a field is of another sort than its place asks for.
            return new Rejection("", "record", $"it is not formed as docs/proofs.md says: {e.Message}");
        }
    }

    private static IEnumerable<JsonNode?> RootsOf(JsonNode? entry) => Json.Items(entry, "reasons").SelectMany(static r => Json.Items(r, "nodes")).Prepend(Json.Field(entry, "proof"));

    /// <summary>The contest that a record is about, held again.</summary>
    private Contest ContestOf(JsonObject claimed, RuleState state)
    {
        string name = Json.Text(claimed["name"]);
        string[] texts = [.. Json.Items(claimed, "key").Select(Json.Text)];
        BoundDecide decide = _program.Decides.FirstOrDefault(d => d.Name == name) ?? throw new CheckFault("", "name", $"the program decides no '{name}'");
        Value[] key = state.Session.FactsOf(decide.Candidates).Select(fact => decide.Key.Select(c => fact.Arguments[c]).ToArray())
            .FirstOrDefault(key => key.Select(static v => v.ToString()).SequenceEqual(texts))
            ?? throw new CheckFault("", "key", "nothing is proposed for this key at that time");
        return new Contest(decide, state, key, exceptedOnly: _run.IsRolledBack || _run.At < WarmsUntil);
    }

    private DecisionDocument DocumentOf(Contest contest, StepChecker steps) => new(contest, _program, _run.At, _run.Sequence, steps);
}
