using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Proves or refutes the promises of a program: asks the solver for a state that breaks one, and lets the engine judge every state it offers.</summary>
/// <remarks>
/// No state: proved. A state in which the engine breaks the promise: refuted. A state in which it does not: what the engine derived there is generalised to
/// a statement about every state, and the solver is asked again. So nothing is shown that the engine did not do, and the solver is told about the rules
/// only what matters.
/// </remarks>
public sealed class InvariantProver
{
    /// <summary>Each holds a solver; beyond this memory counts for more than time.</summary>
    private const int MaxThreads = 4;

    private readonly VerifiedProgram _program;
    private readonly VerifyOptions _options;

    /// <param name="program">A bound program; the same prover may be used for all its promises.</param>
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public InvariantProver(BoundProgram program, VerifyOptions options)
    {
        Z3Library.Require();
        _program = new VerifiedProgram(program);
        _options = options;
    }

    /// <summary>One verdict. Uses a solver of its own, disposed before it returns. May be called by several threads at once.</summary>
    public Verdict Prove(BoundInvariant invariant)
    {
        using Z3Context solver = new(_options.Limits, _options.KeepScripts);
        PromiseJob job = new(_program, _options, invariant, solver);
        Verdict verdict = job.Run() switch
        {
            { Kind: SearchEnd.Impossible } => new Verdict { Invariant = invariant, Kind = VerdictKind.Proved, Assumptions = Assumptions(job.Assumptions) },
            { Kind: SearchEnd.Found, State: { } state } => new Verdict { Invariant = invariant, Kind = VerdictKind.Refuted, Counterexample = Smallest(invariant, state) },
            { Reasons: var reasons } => new Verdict { Invariant = invariant, Kind = VerdictKind.Unknown, Reasons = reasons },
        };
        return verdict with { Script = solver.Transcript, Rounds = job.Rounds, Used = solver.Effort() };
    }

    /// <summary>Verdicts of several promises, in their order; two processors work on them where there are two.</summary>
    /// <param name="invariants">Promises of the program.</param>
    /// <param name="cancel">Between promises; the verdicts so far are lost.</param>
    public ImmutableArray<Verdict> ProveAll(IReadOnlyList<BoundInvariant> invariants, CancellationToken cancel = default)
    {
        Verdict[] verdicts = new Verdict[invariants.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Min(MaxThreads, Environment.ProcessorCount), CancellationToken = cancel };
        Parallel.For(0, verdicts.Length, options, i => verdicts[i] = Prove(invariants[i]));
        return ImmutableCollectionsMarshal.AsImmutableArray(verdicts);
    }

    /// <summary>True when it is proved; false when it is refuted or open, whichever. Cheaper than a verdict: nothing is made small or explained.</summary>
    /// <param name="invariant">The promise.</param>
    /// <param name="solver">The job's solver; is left as it was.</param>
    internal bool Holds(BoundInvariant invariant, Z3Context solver) => new PromiseJob(_program, _options, invariant, solver).Run().Kind == SearchEnd.Impossible;

    private Counterexample Smallest(BoundInvariant invariant, GivenState found)
    {
        GivenState state = new Shrinker(_program, invariant).Smallest(found);
        ReplayedState replayed = new(_program, state);
        Value[] row = replayed.Violation(invariant)!;
        HashSet<int> bound = [.. invariant.Body.SelectMany(BoundWalk.ExpressionsOf).OfType<BoundVariable>().Select(static v => v.Slot)];
        return new Counterexample(
            state,
            [.. replayed.Agendas.SelectMany(static a => a.Decisions).Select(static d => d.ToFact()).Order()],
            [.. invariant.Variables.Select((name, slot) => (name, slot)).Where(v => !v.name.StartsWith('_') && bound.Contains(v.slot)).Select(v => KeyValuePair.Create(v.name, row[v.slot]))]);
    }

    private ImmutableArray<string> Assumptions(IEnumerable<string> taken)
    {
        SortedSet<string> found = new(taken, StringComparer.Ordinal);
        foreach (BoundPredicate predicate in _program.Bound.Predicates.Where(p => _program.ClosedFactsOf(p.Id).Count > 0 && !p.IsDerived))
        {
            found.Add($"'{predicate.Name}' has the facts of the program and no others");
        }

        if (!_options.AnyParams && !_program.Bound.Params.IsEmpty)
        {
            found.Add("params have their own values; --any-params takes every value of their ranges");
        }

        found.Add("derived predicates have no rows from outside");
        return [.. found];
    }
}
