using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Rules against reference data: which of them never fired on it, and whose conditions never failed on it.</summary>
/// <remarks>
/// Firing is exact: every derived row is looked up. Whether conditions hold is sampled: at first after every transaction, then more rarely, about
/// <see cref="MostLooks"/> times in all. Single-threaded; deterministic.
/// </remarks>
public sealed class DataLint
{
    private const int MostLooks = 200;

    /// <summary>So few cases are no evidence that a condition says nothing.</summary>
    private const long FewestCases = 20;

    private readonly WatchedRule?[] _rules;
    private readonly ILookup<string, WatchedRule> _byHead;
    private long _transactions;
    private long _stride = 1;
    private int _looks;

    /// <param name="program">The program that the sessions run.</param>
    /// <param name="isAsked">Which rules to judge; libraries' usually are not.</param>
    public DataLint(BoundProgram program, Predicate<BoundRule> isAsked)
    {
        _rules = [.. program.Rules.Select(r => isAsked(r) ? new WatchedRule(r) : null)];
        _byHead = _rules.OfType<WatchedRule>().ToLookup(r => program.Predicates[r.Rule.HeadPredicate].Name, StringComparer.Ordinal);
    }

    /// <summary>Looks at a session right after a transaction of it; the first is that of its first facts.</summary>
    public void Look(RuleSession session, TransactionResult result)
    {
        foreach (FactChange change in result.Derived.Where(c => c.Kind == ChangeKind.Assert && _byHead[c.Fact.Predicate].Any(static r => !r.HasFired)))
        {
            Fire(session.Session.DerivationOf(change.Fact)?.RuleIndex);
        }

        foreach (int rule in result.StateRules)
        {
            Fire(rule);
        }

        if (_transactions++ % _stride == 0)
        {
            Sample(session);
        }
    }

    /// <summary>What the data shows so far, sorted by place.</summary>
    public ImmutableArray<Diagnostic> Found()
    {
        DiagnosticBag found = new();
        foreach (WatchedRule watched in _rules.OfType<WatchedRule>())
        {
            if (!watched.HasFired)
            {
                found.Add(Diagnostic.Create(PipelineDiagnostics.NeverFired, watched.Rule.Span, watched.Rule.Id, _transactions) with
                {
                    Help = "'scalp why-not' on a recorded run says which condition was not met",
                });
            }
            else if (watched is { HasFilter: true, WasFiltered: false, Cases: >= FewestCases })
            {
                found.Report(PipelineDiagnostics.AlwaysFired, watched.Rule.Span, watched.Rule.Id, watched.Cases);
            }
        }

        return found.ToSorted();
    }

    private void Fire(int? rule)
    {
        if (rule is { } index && _rules[index] is { } watched)
        {
            watched.HasFired = true;
        }
    }

    private void Sample(RuleSession session)
    {
        foreach (WatchedRule watched in _rules.OfType<WatchedRule>())
        {
            watched.Sample(session);
        }

        if (++_looks == MostLooks)
        {
            (_looks, _stride) = (MostLooks / 2, _stride * 2);
        }
    }
}
