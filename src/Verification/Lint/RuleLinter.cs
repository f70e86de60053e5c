using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Lint by proof: what holds of rules for all facts, and so is worth a word. Silent where nothing is proved.</summary>
/// <remarks>A rule that never fires is reported once; its literals and what subsumes it are then not looked at.</remarks>
public sealed class RuleLinter : IDisposable
{
    /// <summary>A fixed number, so that what a solver was asked before, and with it every answer, does not depend on the machine.</summary>
    private const int Lanes = 4;

    private readonly BoundProgram _program;
    private readonly InvariantProver _prover;
    private readonly VerifyOptions _options;
    private readonly Z3Context[] _solvers;

    /// <param name="program">A bound program.</param>
    /// <param name="options">Limits of each question; questions are cut short where only a proof is of interest.</param>
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public RuleLinter(BoundProgram program, VerifyOptions options)
    {
        _program = program;
        SolverLimits limits = options.Limits;
        _options = options with { Limits = limits with { Rounds = Math.Min(limits.Rounds, 24), Effort = Math.Min(limits.Effort, 500_000), HardQuestions = 0 } };
        _prover = new InvariantProver(program, _options);
        _solvers = [.. Enumerable.Range(0, Lanes).Select(_ => new Z3Context(_options.Limits))];
    }

    /// <summary>Every finding about the rules that are asked for, sorted by place.</summary>
    /// <param name="isAsked">Which rules to look at; libraries' rules usually are not.</param>
    public ImmutableArray<Diagnostic> Run(Predicate<BoundRule> isAsked)
    {
        BoundRule[] rules = [.. _program.Rules.Where(r => isAsked(r))];
        bool[] dead = new bool[rules.Length];
        DiagnosticBag found = new();
        InLanes(rules.Length, (i, solver, mine) =>
        {
            dead[i] = IsDead(rules[i], mine, solver);
            if (!dead[i])
            {
                Literals(rules[i], mine, solver);
            }
        }, found);
        BoundRule[][] heads = [.. rules.Where((r, i) => !dead[i] && !r.IsGrouped).GroupBy(static r => r.HeadPredicate).Select(static g => g.ToArray())];
        (BoundRule[] Rules, int At)[] pairs = [.. heads.SelectMany(static g => g.Select((_, i) => (g, i)))];
        InLanes(pairs.Length, (i, solver, mine) => Pairs(pairs[i].Rules, pairs[i].At, mine, solver), found);
        return found.ToSorted();
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_solvers, static s => s.Dispose());

    /// <summary>Shares work out in turn; each lane has a solver of its own and does its share in order.</summary>
    private void InLanes(int count, Action<int, Z3Context, DiagnosticBag> work, DiagnosticBag found)
    {
        DiagnosticBag[] bags = [.. _solvers.Select(static _ => new DiagnosticBag())];
        Parallel.For(0, Lanes, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, lane =>
        {
            for (int i = lane; i < count; i += Lanes)
            {
                work(i, _solvers[lane], bags[lane]);
            }
        });
        foreach (Diagnostic diagnostic in bags.SelectMany(static b => b.ToSorted()))
        {
            found.Add(diagnostic);
        }
    }

    private bool IsDead(BoundRule rule, DiagnosticBag found, Z3Context solver)
    {
        if (!_prover.Holds(Promises.NeverFires(rule), solver))
        {
            return false;
        }

        BoundLiteral? clash = rule.Body.Where(static l => l is BoundComparison).LastOrDefault(l => Promises.IsSafeWithout(rule, l) && !_prover.Holds(Promises.NeverFires(rule with { Body = rule.Body.Remove(l) }), solver));
        found.Add(Diagnostic.Create(VerificationDiagnostics.NeverFires, rule.Span, rule.Id) with
        {
            Related = clash is null ? [] : [new(clash.Span, "no facts make this true together with the rest")],
        });
        return true;
    }

    /// <summary>A comparison that the rest of its body implies says nothing.</summary>
    private void Literals(BoundRule rule, DiagnosticBag found, Z3Context solver)
    {
        foreach (BoundComparison literal in rule.Body.OfType<BoundComparison>().Where(l => l.Hysteresis is null && Promises.IsSafeWithout(rule, l)))
        {
            if (_prover.Holds(Promises.Implied(rule, literal), solver))
            {
                found.Report(VerificationDiagnostics.AlwaysTrue, literal.Span, literal.Span.Text, rule.Id);
            }
        }
    }

    private void Pairs(BoundRule[] rules, int at, DiagnosticBag found, Z3Context solver)
    {
        BoundRule rule = rules[at];
        if (rules.FirstOrDefault(o => o != rule && MayCover(rule, o) && Covers(rule, o, solver) && !(o.Index > rule.Index && Covers(o, rule, solver))) is { } other)
        {
            found.Add(Diagnostic.Create(VerificationDiagnostics.Subsumed, rule.Span, rule.Id, other.Id) with { Related = [new(other.Span, "everything that it derives is derived here")] });
        }

        if (_program.Decides.FirstOrDefault(d => d.Candidates == rule.HeadPredicate) is { } decide)
        {
            Contradictions(decide, rules, at, found);
        }
    }

    /// <summary>Cheap and only to save questions: of candidates the rank must agree, and constants of the heads must not differ.</summary>
    private bool MayCover(BoundRule rule, BoundRule other) =>
        (!_program.Decides.Any(d => d.Candidates == rule.HeadPredicate) || (rule.Class == other.Class && rule.Priority == other.Priority))
        && rule.Head.Zip(other.Head).All(static pair => pair is not (BoundConstant a, BoundConstant b) || a.Value == b.Value)
        && rule.Transforms.IsEmpty && other.Transforms.IsEmpty
        && other.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated).All(a => rule.Body.OfType<BoundAtom>().Any(b => !b.IsNegated && b.Predicate == a.Predicate));

    private bool Covers(BoundRule rule, BoundRule other, Z3Context solver)
    {
        (BoundProgram program, BoundInvariant promise) = Promises.Covered(_program, rule, other);
        return new InvariantProver(program, _options).Holds(promise, solver);
    }

    /// <summary>Two rules of one rank that propose different kinds of action for one key at once: only their confidence and names decide.</summary>
    private void Contradictions(BoundDecide decide, BoundRule[] rules, int at, DiagnosticBag found)
    {
        BoundRule rule = rules[at];
        foreach (BoundRule other in rules.Skip(at + 1).Where(o => rule.Class == o.Class && rule.Priority == o.Priority && !Promises.SameKind(decide, rule, o)))
        {
            if (_prover.Prove(Promises.NotBoth(_program, decide, rule, other)).Counterexample is { } example)
            {
                found.Add(Diagnostic.Create(VerificationDiagnostics.Contradictory, rule.Span, rule.Id, other.Id) with
                {
                    Related = [new(other.Span, "this rule proposes at the same time")],
                    Notes = [.. example.State.Facts.Select(static f => f.ToString())],
                    Help = "give them different priorities, or a condition that excludes the other",
                });
            }
        }
    }
}
