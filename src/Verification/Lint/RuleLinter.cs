using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Lint by proof: what holds of rules for all facts, and so is worth a word. Silent where nothing is proved.</summary>
/// <remarks>A rule that never fires is reported once; its literals and what subsumes it are then not looked at.</remarks>
public sealed class RuleLinter : IDisposable
{
    private readonly BoundProgram _program;
    private readonly InvariantProver _prover;
    private readonly VerifyOptions _options;
    private readonly Z3Context _solver;

    /// <param name="program">A bound program.</param>
    /// <param name="options">Limits of each question; questions are cut short where only a proof is of interest.</param>
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public RuleLinter(BoundProgram program, VerifyOptions options)
    {
        _program = program;
        _options = options with { Limits = options.Limits with { Rounds = Math.Min(options.Limits.Rounds, 24), QuestionMs = Math.Min(options.Limits.QuestionMs, 250) } };
        _prover = new InvariantProver(program, _options);
        _solver = new Z3Context(_options.Limits);
    }

    /// <summary>Every finding about the rules that are asked for, sorted by place.</summary>
    /// <param name="isAsked">Which rules to look at; libraries' rules usually are not.</param>
    public ImmutableArray<Diagnostic> Run(Predicate<BoundRule> isAsked)
    {
        DiagnosticBag found = new();
        BoundRule[] rules = [.. _program.Rules.Where(r => isAsked(r))];
        HashSet<BoundRule> dead = [.. rules.Where(r => IsDead(r, found))];
        BoundRule[] alive = [.. rules.Where(r => !dead.Contains(r))];
        foreach (BoundRule rule in alive)
        {
            Literals(rule, found);
        }

        foreach (IGrouping<int, BoundRule> heads in alive.Where(static r => !r.IsGrouped).GroupBy(static r => r.HeadPredicate))
        {
            Pairs([.. heads], found);
        }

        return found.ToSorted();
    }

    /// <inheritdoc/>
    public void Dispose() => _solver.Dispose();

    private bool IsDead(BoundRule rule, DiagnosticBag found)
    {
        if (!_prover.Holds(Promises.NeverFires(rule), _solver))
        {
            return false;
        }

        BoundLiteral? clash = rule.Body.Where(static l => l is BoundComparison).LastOrDefault(l => Promises.IsSafeWithout(rule, l) && !_prover.Holds(Promises.NeverFires(rule with { Body = rule.Body.Remove(l) }), _solver));
        found.Add(Diagnostic.Create(VerificationDiagnostics.NeverFires, rule.Span, rule.Id) with
        {
            Related = clash is null ? [] : [new(clash.Span, "no facts make this true together with the rest")],
        });
        return true;
    }

    /// <summary>A comparison that the rest of its body implies says nothing.</summary>
    private void Literals(BoundRule rule, DiagnosticBag found)
    {
        foreach (BoundComparison literal in rule.Body.OfType<BoundComparison>().Where(l => Promises.IsSafeWithout(rule, l)))
        {
            if (_prover.Holds(Promises.Implied(rule, literal), _solver))
            {
                found.Report(VerificationDiagnostics.AlwaysTrue, literal.Span, literal.Span.Text, rule.Id);
            }
        }
    }

    private void Pairs(BoundRule[] rules, DiagnosticBag found)
    {
        foreach (BoundRule rule in rules)
        {
            foreach (BoundRule other in rules.Where(o => o != rule && MayCover(rule, o)))
            {
                if (Covers(rule, other) && !(other.Index > rule.Index && Covers(other, rule)))
                {
                    found.Add(Diagnostic.Create(VerificationDiagnostics.Subsumed, rule.Span, rule.Id, other.Id) with { Related = [new(other.Span, "everything that it derives is derived here")] });
                    break;
                }
            }
        }

        BoundDecide? decide = _program.Decides.FirstOrDefault(d => rules.Length > 0 && d.Candidates == rules[0].HeadPredicate);
        if (decide is not null)
        {
            Contradictions(decide, rules, found);
        }
    }

    /// <summary>Cheap and only to save questions: of candidates the rank must agree, and constants of the heads must not differ.</summary>
    private bool MayCover(BoundRule rule, BoundRule other) =>
        (!_program.Decides.Any(d => d.Candidates == rule.HeadPredicate) || (rule.Class == other.Class && rule.Priority == other.Priority))
        && rule.Head.Zip(other.Head).All(static pair => pair is not (BoundConstant a, BoundConstant b) || a.Value == b.Value)
        && rule.Transforms.IsEmpty && other.Transforms.IsEmpty
        && other.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated).All(a => rule.Body.OfType<BoundAtom>().Any(b => !b.IsNegated && b.Predicate == a.Predicate));

    private bool Covers(BoundRule rule, BoundRule other)
    {
        (BoundProgram program, BoundInvariant promise) = Promises.Covered(_program, rule, other);
        return new InvariantProver(program, _options).Holds(promise, _solver);
    }

    /// <summary>Two rules of one rank that propose different kinds of action for one key at once: only their confidence and names decide.</summary>
    private void Contradictions(BoundDecide decide, BoundRule[] rules, DiagnosticBag found)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            for (int j = i + 1; j < rules.Length; j++)
            {
                if (rules[i].Class != rules[j].Class || rules[i].Priority != rules[j].Priority || Promises.SameKind(decide, rules[i], rules[j]))
                {
                    continue;
                }

                Verdict verdict = _prover.Prove(Promises.NotBoth(_program, decide, rules[i], rules[j]));
                if (verdict.Counterexample is { } example)
                {
                    found.Add(Diagnostic.Create(VerificationDiagnostics.Contradictory, rules[i].Span, rules[i].Id, rules[j].Id) with
                    {
                        Related = [new(rules[j].Span, "this rule proposes at the same time")],
                        Notes = [.. example.State.Facts.Select(static f => f.ToString())],
                        Help = "give them different priorities, or a condition that excludes the other",
                    });
                }
            }
        }
    }
}
