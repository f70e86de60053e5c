using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The one place where conflicts are resolved: turns the proposals of a state into at most one decision per key, after each transaction.</summary>
/// <remarks>
/// Per key: vetoes strike whatever the priority (excepted classes go free), every required name must have a row, caps limit the size, then one total order
/// chooses (<see cref="OrderCriterion"/>), and the winner is emitted on the edge of its episode unless the key cools down.
/// The result depends on the program, the states and their times alone. Reads no clock, does no I/O. Single-threaded, like the session it reads.
/// </remarks>
public sealed class DecisionAgenda
{
    private readonly BoundDecide _decide;
    private readonly BoundProgram _program;
    private readonly CandidateReader _reader;
    private readonly CandidateOrder _order;
    private readonly EpisodeBook _episodes;
    private readonly ReadSet _reads;
    private readonly Constraints _constraints;

    /// <summary>Of the transaction before, while those that begin are looked for.</summary>
    private readonly HashSet<NonDecision> _known = new(NonDecisionShape.Comparer);
    private readonly Resolution _resolution = new();
    private readonly Comparison<Candidate> _byKeyThenOrder;
    private AgendaResult? _last;
    private bool _mustLook;

    /// <summary>An agenda with no episode open.</summary>
    /// <param name="program">A bound program.</param>
    /// <param name="decideIndex">Index into <see cref="BoundProgram.Decides"/>.</param>
    /// <exception cref="ArgumentException">A constraint's predicate has fewer columns than the key and its own column need.</exception>
    public DecisionAgenda(BoundProgram program, int decideIndex)
    {
        _program = program;
        _decide = program.Decides[decideIndex];
        CheckColumns();
        _reader = new CandidateReader(program, _decide);
        _order = new CandidateOrder(_decide.Classes);
        _episodes = new EpisodeBook(_decide);
        _reads = new ReadSet(program, _decide);
        _constraints = new Constraints(program, _decide);
        _byKeyThenOrder = ByKeyThenOrder;
    }

    /// <summary>The statement's name, <c>decision</c> by default.</summary>
    public string Name => _decide.Name;

    /// <summary>Makes the next <see cref="Resolve(IRuleSession, TransactionResult)"/> look at the state whatever changed: call it after setting a parameter.</summary>
    public void Invalidate() => _mustLook = true;

    /// <summary>Until this time only classes that vetoes except (exits) are decided, as after a transaction that was rolled back: windows are not full yet. Default: never.</summary>
    public EventTime WarmsUntil { get; set; } = new(long.MinValue);

    /// <summary>What was decided so far and must not be decided again.</summary>
    public AgendaMemory Memory => new() { Name = Name, Episodes = _episodes.ToMemory(), NonDecisions = _last?.NonDecisions ?? [] };

    /// <summary><see cref="Memory"/> with other non-decisions, as a caller keeps them.</summary>
    public AgendaMemory MemoryWith(ImmutableArray<NonDecision> nonDecisions) => new() { Name = Name, Episodes = _episodes.ToMemory(), NonDecisions = nonDecisions };

    /// <summary>Grows with every change of the episodes of <see cref="Memory"/>.</summary>
    public long MemoryVersion => _episodes.Version;

    /// <summary>Takes over what other rules decided: what is open goes on, what cools down cools down. The next resolution looks at everything.</summary>
    /// <remarks>A key of another number of columns can never be this statement's: it is left out.</remarks>
    public void Adopt(AgendaMemory memory)
    {
        ImmutableArray<RememberedEpisode> fitting = Fitting(memory.Episodes);
        _episodes.Adopt(fitting);
        _mustLook = true;
        _last = new AgendaResult
        {
            At = new EventTime(long.MinValue),
            Sequence = 0,
            Decisions = Emitted(fitting),
            NonDecisions = memory.NonDecisions,
        };
    }

    /// <summary>Without a query: a switch of rules waits for this (docs/adr/0181).</summary>
    private ImmutableArray<RememberedEpisode> Fitting(ImmutableArray<RememberedEpisode> episodes)
    {
        foreach (RememberedEpisode episode in episodes)
        {
            if (episode.Key.Length != _decide.Key.Length)
            {
                return episodes.RemoveAll(e => e.Key.Length != _decide.Key.Length);
            }
        }

        return episodes;
    }

    private static ImmutableArray<Decision> Emitted(ImmutableArray<RememberedEpisode> episodes)
    {
        ImmutableArray<Decision>.Builder decisions = ImmutableArray.CreateBuilder<Decision>(episodes.Length);
        foreach (RememberedEpisode episode in episodes)
        {
            if (episode.Emitted is { } emitted)
            {
                decisions.Add(emitted);
            }
        }

        return decisions.DrainToImmutable();
    }

    /// <summary>As <see cref="Resolve(IRuleSession, EventTime, long)"/>, but answers at once when the transaction changed nothing that the statement reads.</summary>
    /// <remarks>
    /// After a transaction that was rolled back, entries are vetoed until one commits: the state is the one before it and nobody knows what it should be. Only
    /// candidates of the classes that vetoes except (exits) may be emitted; open episodes stay open.
    /// </remarks>
    public AgendaResult Resolve(IRuleSession session, TransactionResult transaction)
    {
        if (transaction.Outcome != TransactionOutcome.Committed || transaction.At < WarmsUntil)
        {
            return _last = ResolveExceptions(session, transaction.At, transaction.Sequence);
        }

        bool sameAsBefore = _last is not null && !_mustLook && !_reads.ReadsNow && !(_episodes.NextDue <= transaction.At) && !_reads.IsTouchedBy(transaction);
        if (sameAsBefore || StaysQuiet(session))
        {
            return _last = Unchanged(transaction.At, transaction.Sequence);
        }

        return Resolve(session, transaction.At, transaction.Sequence);
    }

    /// <summary>As <see cref="Resolve(IRuleSession, TransactionResult)"/>, from the transaction as it stands in the engine: copies nothing.</summary>
    /// <returns>
    /// Null when the transaction changed nothing that the statement reads: what stood, stands. Candidates have derivations where something is decided or a non-decision begins; in most
    /// transactions only sizes move, and finding derivations that nobody asks for is most of a resolution (docs/adr/0180).
    /// </returns>
    public AgendaResult? Resolve(IRuleSession session, TransactionView transaction)
    {
        if (transaction.Outcome != TransactionOutcome.Committed || transaction.At < WarmsUntil)
        {
            _last = ResolveExceptions(session, transaction.At, transaction.Sequence);
            return _last.IsUnchanged ? null : _last;
        }

        bool mustLook = _last is null || _mustLook || _reads.ReadsNow || _episodes.NextDue <= transaction.At || _reads.IsTouchedBy(transaction);
        return mustLook && !StaysQuiet(session) ? ResolveBare(session, transaction.At, transaction.Sequence) : null;
    }

    /// <summary>Resolves the session's current state. Call it after each transaction, in order.</summary>
    /// <param name="session">The session, right after the transaction.</param>
    /// <param name="now">The transaction's event time; never earlier than the call before.</param>
    /// <param name="transactionSequence">The transaction's sequence; part of a decision's id.</param>
    public AgendaResult Resolve(IRuleSession session, EventTime now, long transactionSequence) => Resolve(session, _reader.Read(session), now, transactionSequence);

    private AgendaResult ResolveBare(IRuleSession session, EventTime now, long sequence)
    {
        List<Candidate> candidates = _reader.ReadBare(session);
        AgendaResult result = Resolve(session, candidates, now, sequence);
        if (!result.NewNonDecisions.IsEmpty || result.HasEmitted)
        {
            _reader.AddDerivations(session, candidates);
        }

        return result;
    }

    private AgendaResult Resolve(IRuleSession session, List<Candidate> candidates, EventTime now, long transactionSequence)
    {
        _mustLook = false;
        candidates.Sort(_byKeyThenOrder);
        Resolution resolution = _resolution.Begin(now, transactionSequence);
        _episodes.Begin();
        if (candidates.Count > 0)
        {
            _constraints.Refresh(session);
            ResolveKeys(candidates, resolution);
        }

        _episodes.End(now);
        return _last = resolution.ToResult(Beginning(resolution.NonDecisions));
    }

    /// <summary>
    /// Resolves the candidates that no veto strikes, on a state that could not be brought up to date. What else stood, stands; the next
    /// committed transaction looks at everything again.
    /// </summary>
    private AgendaResult ResolveExceptions(IRuleSession session, EventTime now, long sequence)
    {
        _mustLook = true;
        List<Candidate> excepted = _reader.Read(session).FindAll(c => _decide.VetoExcept.Contains(c.Class));
        excepted.Sort(_byKeyThenOrder);
        Resolution resolution = _resolution.Begin(now, sequence);
        if (excepted.Count > 0)
        {
            _constraints.Refresh(session);
            ResolveKeys(excepted, resolution);
        }

        AgendaResult before = Unchanged(now, sequence) with { WarmsUntil = now < WarmsUntil ? WarmsUntil : null };
        Decision[] emitted = [.. resolution.Decisions.Where(static d => d.Status == DecisionStatus.Emitted)];
        if (emitted.Length == 0)
        {
            return before with { EntriesVetoed = true, IsUnchanged = true };
        }

        // Of the keys that decided, the contest is the one just held; of others what it was.
        bool Decided(Candidate candidate) => Array.Exists(emitted, e => new KeyRow(e.Winner.Key).Equals(new KeyRow(candidate.Key)));
        return before with
        {
            Decisions = [.. before.Decisions.Where(d => !Decided(d.Winner)).Concat(emitted).OrderBy(static d => new KeyRow(d.Winner.Key))],
            NonDecisions = [.. before.NonDecisions.Where(n => !Decided(n.Candidate)).Concat(resolution.NonDecisions.Where(n => Decided(n.Candidate)))],
            EntriesVetoed = true,
            IsUnchanged = false,
        };
    }

    /// <summary>Nothing was proposed and nothing is: then no constraint, cooldown or parameter matters. Most transactions of a calm market end here.</summary>
    private bool StaysQuiet(IRuleSession session) =>
        _last is { Decisions.IsEmpty: true, NonDecisions.IsEmpty: true, EntriesVetoed: false } && _reader.FindsNothing(session);

    private void CheckColumns()
    {
        CheckColumns(_decide.Vetoes, _decide.Key.Length);
        CheckColumns(_decide.Caps, _decide.Key.Length + 1);
        CheckColumns(_decide.Require is { } require ? [require] : [], _decide.Key.Length + 1);
    }

    private void CheckColumns(ImmutableArray<int> predicates, int atLeast)
    {
        foreach (BoundPredicate predicate in predicates.Select(id => _program.Predicates[id]))
        {
            if (predicate.Arity < atLeast)
            {
                throw new ArgumentException($"decide {_decide.Name}: {predicate.Name} has {predicate.Arity} columns, but at least {atLeast} are read");
            }
        }
    }

    private int ByKeyThenOrder(Candidate left, Candidate right)
    {
        int byKey = new KeyRow(left.Key).CompareTo(new KeyRow(right.Key));
        return byKey != 0 ? byKey : _order.Compare(left, right);
    }

    private void ResolveKeys(List<Candidate> sorted, Resolution resolution)
    {
        Candidate? winner = null;
        KeyRow key = default;
        foreach (Candidate candidate in sorted)
        {
            if (winner is not null && !key.Equals(new KeyRow(candidate.Key)))
            {
                winner = null;
            }

            ImmutableArray<NonDecisionReason> struck = _constraints.Judge(candidate, out Value size, out Fact? cap);
            if (!struck.IsEmpty)
            {
                resolution.NonDecisions.Add(new NonDecision(candidate, struck));
            }
            else if (winner is not null)
            {
                resolution.NonDecisions.Add(new NonDecision(candidate, [new LostReason(winner, _order.CriterionBetween(winner, candidate))]));
            }
            else
            {
                winner = candidate;
                key = new KeyRow(candidate.Key);
                Win(key, candidate, new Grant(size, cap), resolution);
            }
        }
    }

    private void Win(KeyRow key, Candidate winner, Grant grant, Resolution resolution)
    {
        EpisodeBook.Episode episode = _episodes.Enter(key, winner);
        if (episode.Emitted is { } standing)
        {
            resolution.Decisions.Add(standing with { Status = DecisionStatus.Held });
        }
        else if (_episodes.MustWait(episode, winner, resolution.At, out EventTime until))
        {
            resolution.NonDecisions.Add(new NonDecision(winner, [new CooldownReason(until)]));
        }
        else
        {
            Decision emitted = Emit(winner, grant, resolution);
            _episodes.Emit(episode, emitted);
            resolution.Decisions.Add(emitted);
        }
    }

    private Decision Emit(Candidate winner, Grant grant, Resolution resolution) => new()
    {
        Id = Decision.IdOf(_program.Version, resolution.Sequence, resolution.At, _decide.Name, winner, grant.Size),
        Name = _decide.Name,
        Winner = winner,
        Size = grant.Size,
        Cap = grant.Cap,
        Requirements = _constraints.RowsThatMeet(winner),
        At = resolution.At,
        Sequence = resolution.Sequence,
        Status = DecisionStatus.Emitted,
    };

    /// <summary>Of several with one shape in one transaction (one rule, several sizes) the first stands for all.</summary>
    private ImmutableArray<NonDecision> Beginning(List<NonDecision> nonDecisions)
    {
        if (nonDecisions.Count == 0 || (_last is { } last && NonDecisionShape.AreAlike(last.NonDecisions.AsSpan(), CollectionsMarshal.AsSpan(nonDecisions))))
        {
            return [];
        }

        foreach (NonDecision before in _last?.NonDecisions ?? [])
        {
            _known.Add(before);
        }

        ImmutableArray<NonDecision>.Builder beginning = ImmutableArray.CreateBuilder<NonDecision>();
        foreach (NonDecision one in nonDecisions)
        {
            if (_known.Add(one))
            {
                beginning.Add(one);
            }
        }

        _known.Clear();
        return beginning.DrainToImmutable();
    }

    private AgendaResult Unchanged(EventTime at, long sequence) => new()
    {
        At = at,
        Sequence = sequence,
        Decisions = _last is null ? [] : Held(_last.Decisions),
        NonDecisions = _last?.NonDecisions ?? [],
        IsUnchanged = true,
    };

    /// <summary>The same array when everything in it is held already, so that quiet transactions copy nothing.</summary>
    private static ImmutableArray<Decision> Held(ImmutableArray<Decision> decisions)
    {
        foreach (Decision decision in decisions)
        {
            if (decision.Status != DecisionStatus.Held)
            {
                return [.. decisions.Select(static d => d with { Status = DecisionStatus.Held })];
            }
        }

        return decisions;
    }

    /// <summary>What the constraints allow a winner.</summary>
    private readonly record struct Grant(Value Size, Fact? Cap);

    /// <summary>What a resolution collects; written over by the next.</summary>
    private sealed class Resolution
    {
        public EventTime At { get; private set; }

        public long Sequence { get; private set; }

        public List<Decision> Decisions { get; } = [];

        public List<NonDecision> NonDecisions { get; } = [];

        public Resolution Begin(EventTime at, long sequence)
        {
            (At, Sequence) = (at, sequence);
            Decisions.Clear();
            NonDecisions.Clear();
            return this;
        }

        public AgendaResult ToResult(ImmutableArray<NonDecision> beginning) => new()
        {
            At = At,
            Sequence = Sequence,
            Decisions = [.. Decisions],
            NonDecisions = [.. NonDecisions],
            NewNonDecisions = beginning,
        };
    }
}
