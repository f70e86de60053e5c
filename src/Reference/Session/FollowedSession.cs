using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>A run that somebody else made, followed transaction by transaction: what was given is taken as it comes, what held is derived when it must be known.</summary>
/// <remarks>
/// Rules that look back (time, stored rows) are derived in every transaction, for later ones read what held; others only when <see cref="TryDerive"/> asks. A
/// transaction is open from <see cref="Begin"/> until <see cref="TryConclude"/> or <see cref="RollBack"/>; the first one, of the program's own facts at time 0,
/// is open from the start. Questions are about the last state that was derived. Single-threaded.
/// </remarks>
public sealed class FollowedSession
{
    private readonly RunningProgram _running;
    private readonly RuleSolver _solver;
    private readonly LatticeDerivations _lattice;
    private readonly Dictionary<int, ILookup<int, Derivation>> _combined = [];
    private readonly Dictionary<int, List<Derivation>> _plain = [];
    private GivenTransaction? _open;
    private EventTime _at = EventTime.Zero;
    private long _sequence;
    private bool _isDerived;

    /// <param name="program">The rules.</param>
    /// <param name="limits">Bounds of every state.</param>
    public FollowedSession(BoundProgram program, SessionLimits limits)
    {
        _running = new RunningProgram(program, limits);
        _solver = new RuleSolver(program);
        _lattice = new LatticeDerivations(program, [.. _running.Evaluator.Rules.Where(static r => r.Rule.Effect == RuleEffect.Derive)]);
        LooksBack = program.UsesTime || program.Predicates.Any(static p => p.IsStored);
        _open = _running.Begin(_at);
        foreach (BoundFact fact in program.Facts)
        {
            _open.Apply(FactChange.Assert(fact.Fact));
        }
    }

    /// <summary>What held before matters: every transaction is derived.</summary>
    public bool LooksBack { get; }

    /// <summary>A transaction has begun, and neither stands nor was rolled back.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>The time of the last transaction that was concluded.</summary>
    public EventTime Now => _running.Now;

    /// <summary>Begins a transaction, not before the last one. None is open.</summary>
    public void Begin(long sequence, EventTime at)
    {
        (_sequence, _at) = (sequence, at);
        _open = _running.Begin(at);
    }

    /// <summary>Takes a change of the open transaction.</summary>
    /// <param name="change">It fits the program; the caller must have checked.</param>
    /// <param name="toldAt">When it was told: the event time of its row.</param>
    /// <param name="origin">By what; null where nobody noted it.</param>
    public void Apply(FactChange change, EventTime toldAt, string? origin) => _open!.Apply(change, new ToldFact(toldAt, origin));

    /// <summary>The open transaction was rolled back: it changed nothing. Nothing happens when none is open.</summary>
    public void RollBack()
    {
        _open?.Undo();
        _open = null;
    }

    /// <summary>The open transaction stands. Rules that look back are derived now.</summary>
    /// <param name="problem">Why it cannot stand, as a sentence; what is given is then as if it did, and what holds is what held before.</param>
    /// <returns>False when it cannot. True when none is open.</returns>
    public bool TryConclude(out string? problem)
    {
        problem = null;
        if (_open is not { } transaction)
        {
            return true;
        }

        _open = null;
        _isDerived = false;
        if (LooksBack)
        {
            return Derive(transaction, _at, out problem);
        }

        _running.Now = _at;
        return true;
    }

    /// <summary>Derives what holds after the last transaction that was concluded, unless it is derived already. False when it cannot be.</summary>
    public bool TryDerive(out string? problem)
    {
        problem = null;
        return _isDerived || Derive(_running.Begin(Now), Now, out problem);
    }

    private bool Derive(GivenTransaction transaction, EventTime at, out string? problem)
    {
        _combined.Clear();
        _plain.Clear();
        if (!LooksBack)
        {
            _running.Forget();
        }

        StepResult result = _running.Derive(transaction, at, _sequence, new long[_running.Program.Rules.Length]);
        _isDerived = result.State is not null;
        problem = _isDerived ? null : result.Problem ?? BrokenPromise.Of(EvaluationDiagnostics.BudgetExceeded, _running.Limits.MaxCreatedFacts).Message;
        return _isDerived;
    }

    /// <summary>The first moment after <paramref name="after"/> at which something changes although nothing is given; null when there is none.</summary>
    public EventTime? NextDue(EventTime after) => LooksBack && _running.NextDue(after.Nanoseconds) is { } due ? new EventTime(due) : null;

    /// <summary>Changes the value of a parameter for what is derived from now on.</summary>
    /// <param name="index">Its place in the program.</param>
    /// <param name="value">The caller has checked its type and range.</param>
    public void SetParam(int index, Value value)
    {
        _isDerived &= LooksBack;
        _running.SetParam(index, value);
    }

    /// <summary>The value that the current state was derived with.</summary>
    public Value ParamOf(int index) => _running.ParamOf(index);

    public bool Holds(Fact fact) => _running.Holds(fact);

    /// <summary>Sorted.</summary>
    public IReadOnlyList<Fact> FactsOf(int predicate) => _running.FactsOf(predicate);

    /// <summary>When what a row of a view stands for happened or held; null for any other fact.</summary>
    public HeldInterval? IntervalOf(Fact fact) => _running.IntervalOf(fact);

    /// <summary>How a row from outside came to be; null for what is derived or stored by rules, and for what is not there.</summary>
    public ToldFact? ToldOf(Fact fact) => _running.Given(fact.Predicate)?.FindRow(fact.Arguments) is { By: null } row ? row.Told ?? new ToldFact(null, null) : null;

    /// <summary>Every way in which rules stored a row, the first one first; empty for any other fact.</summary>
    public IReadOnlyList<Derivation> StoredBy(Fact fact) => _running.Given(fact.Predicate)?.FindRow(fact.Arguments)?.By ?? [];

    /// <summary>All that one rule derives: every way, not only the lowest. Null when that is more than <see cref="SessionLimits.MaxCreatedFacts"/>.</summary>
    /// <param name="rule">A rule that derives.</param>
    /// <param name="premises">The facts that its positive literals must match, in source order; null for all that hold. Not for a rule with a group.</param>
    public IReadOnlyList<Derivation>? DerivationsBy(BoundRule rule, IReadOnlyList<Fact>? premises = null)
    {
        BoundPredicate predicate = _running.Program.Predicates[rule.HeadPredicate];
        if (LatticeDerivations.IsCombined(predicate))
        {
            IEnumerable<Derivation> all = Combined(predicate)[rule.Index];
            return [.. premises is null ? all : all.Where(d => d.Premises.AsSpan().SequenceEqual([.. premises]))];
        }

        if (premises is not null)
        {
            return Solve(rule, RowsOf(rule, premises));
        }

        if (!_plain.TryGetValue(rule.Index, out List<Derivation>? known) && Solve(rule, null) is { } found)
        {
            _plain.Add(rule.Index, known = found);
        }

        return known;
    }

    /// <summary>Where a rule derives nothing from these premises: the literal that fails. Null when none of them was reached.</summary>
    public BoundLiteral? FailingLiteral(BoundRule rule, IReadOnlyList<Fact> premises)
    {
        Trace trace = new();
        PreparedRule prepared = _running.Evaluator.Rules[rule.Index];
        Frame frame = prepared.NewFrame(_running.Context, new CollectSink(prepared, new Budget(_running.Limits.MaxCreatedFacts)));
        RowsOf(rule, premises).CopyTo(frame.Ranges, 0);
        BodyPlanner.Plan(rule.Body, rule.Variables.Length, [], null, trace).Run(frame);
        return trace.Furthest;
    }

    private ILookup<int, Derivation> Combined(BoundPredicate predicate)
    {
        if (!_combined.TryGetValue(predicate.Id, out ILookup<int, Derivation>? all))
        {
            _combined.Add(predicate.Id, all = _lattice.All(predicate, _running.Context).ToLookup(static d => d.RuleIndex));
        }

        return all;
    }

    /// <summary>The row of each premise; none where it is no row of its literal's predicate.</summary>
    private RowRange[] RowsOf(BoundRule rule, IReadOnlyList<Fact> premises) => [.. _running.Evaluator.Rules[rule.Index].Positives.Select((atom, i) =>
        premises[i].Predicate == _running.Program.Predicates[atom.Predicate].Name && _running.State.Relations[atom.Predicate].Find(premises[i].Arguments) is >= 0 and int row
            ? new RowRange(row, row + 1) : default)];

    private List<Derivation>? Solve(BoundRule rule, RowRange[]? rows)
    {
        Budget budget = new(_running.Limits.MaxCreatedFacts);
        List<Derivation> found = _solver.Solve(_running.Evaluator.Rules[rule.Index], _running.Context, budget, new long[_running.Program.Rules.Length], rows);
        return budget.IsExceeded ? null : found;
    }
}
