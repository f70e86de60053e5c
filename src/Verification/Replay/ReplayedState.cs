using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What the engine makes of a state: everything derived, decisions among it as rows.</summary>
internal sealed class ReplayedState
{
    private readonly VerifiedProgram _program;
    private readonly ReferenceSession _session;

    /// <param name="program">With decisions as predicates.</param>
    /// <param name="state">What is given.</param>
    /// <param name="claims">Derived rows to take for given as well, to see what would follow from them; no decisions are made then.</param>
    /// <param name="memory">What was decided before; null for nothing.</param>
    public ReplayedState(VerifiedProgram program, GivenState state, IReadOnlyList<Fact>? claims = null, AgendaMemory? memory = null)
    {
        _program = program;
        State = state;
        _session = new ReferenceSession(program.Replayed, SessionLimits.Default);
        foreach ((string name, Value value) in state.Params)
        {
            _session.SetParam(name, value);
        }

        TransactionResult result = _session.Commit(new EventTime(state.At.Nanoseconds - state.LeadNs), [.. Withdrawn(program.Bound, state), .. state.Facts.Concat(claims ?? []).Select(FactChange.Assert)]);
        if (state.LeadNs > 0 && result.Outcome == TransactionOutcome.Committed)
        {
            result = _session.Commit(state.At, []);
        }

        IsComplete = result.Outcome == TransactionOutcome.Committed;
        Agendas = claims is not null ? [] : [.. program.Bound.Decides.Select((_, i) => Agenda(program, i, memory).Resolve(_session, state.At, result.Sequence))];
        _session.Commit(state.At, [.. Agendas.SelectMany(static a => a.Decisions).Select(static d => FactChange.Assert(d.ToFact()))]);
    }

    public GivenState State { get; }

    /// <summary>False when the transaction was rolled back: then nothing here means anything.</summary>
    public bool IsComplete { get; }

    public ImmutableArray<AgendaResult> Agendas { get; }

    public IReadOnlyList<Fact> FactsOf(int predicate) => _session.FactsOf(_program.Predicate(predicate).Name);

    public bool IsGiven(Fact fact) => _session.IsGiven(fact);

    public Derivation? DerivationOf(Fact fact) => _session.DerivationOf(fact);

    public IReadOnlyList<Value[]> Query(ImmutableArray<BoundLiteral> literals, ImmutableArray<string> variables, SourceSpan span) =>
        _session.Query(new BoundQuery(literals, variables, span));

    /// <summary>The first substitution that breaks a promise, by slot; null when the state keeps it.</summary>
    public Value[]? Violation(BoundInvariant invariant)
    {
        IReadOnlyList<Value[]> bodies = Query(invariant.Body, invariant.Variables, invariant.Span);
        if (bodies.Count == 0 || invariant.Conclusion.IsEmpty)
        {
            return bodies.Count == 0 ? null : bodies[0];
        }

        int[] slots = [.. invariant.Body.SelectMany(BoundWalk.ExpressionsOf).OfType<BoundVariable>().Select(static v => v.Slot).Distinct()];
        HashSet<string> kept = [.. Query([.. invariant.Body, .. invariant.Conclusion], invariant.Variables, invariant.Span).Select(r => Projected(r, slots))];
        return bodies.FirstOrDefault(r => !kept.Contains(Projected(r, slots)));
    }

    private static string Projected(Value[] row, int[] slots) => string.Join('\n', slots.Select(s => row[s].ToString()));

    private static DecisionAgenda Agenda(VerifiedProgram program, int index, AgendaMemory? memory)
    {
        DecisionAgenda agenda = new(program.Replayed, index);
        if (memory?.Name == agenda.Name)
        {
            agenda.Adopt(memory);
        }

        return agenda;
    }

    /// <summary>Facts of the text that a feed may also take away: the state holds exactly what it names.</summary>
    private static IEnumerable<FactChange> Withdrawn(BoundProgram program, GivenState state) =>
        program.Facts.Where(f => program.FindPredicate(f.Fact.Predicate)! is { IsExtensional: true } or { IsStored: true } && !state.Facts.Contains(f.Fact)).Select(static f => FactChange.Retract(f.Fact));
}
