using System.Collections.Frozen;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Remembers, of what rules deny and of vetoes, when each fact went last: from that it is known since when a pattern has been absent. Told every transaction of a run, from its first on.</summary>
/// <remarks>
/// Bounded by <see cref="MaxFacts"/> a predicate: of one that had more different facts nothing is said any more. What is said is worked out beside the proof, by the engine; no
/// id covers it, and no checker judges it.
/// </remarks>
internal sealed class AbsenceBook
{
    /// <summary>Different facts of one predicate that are remembered.</summary>
    public const int MaxFacts = 100_000;

    private readonly BoundProgram _program;
    private readonly int _maxFacts;

    /// <summary>By predicate that can be absent in a proof; empty where there were too many.</summary>
    private readonly FrozenDictionary<string, Dictionary<Fact, EventTime>> _gone;
    private readonly HashSet<string> _overflown = new(StringComparer.Ordinal);

    public AbsenceBook(BoundProgram program, int maxFacts = MaxFacts)
    {
        _program = program;
        _maxFacts = maxFacts;
        _gone = Denied(program).Distinct().ToFrozenDictionary(id => program.Predicates[id].Name, static _ => new Dictionary<Fact, EventTime>(), StringComparer.Ordinal);
    }

    public void Take(TransactionResult result)
    {
        foreach (TransactionResult timer in result.Timers)
        {
            Take(timer);
        }

        Take(result.Derived, result.At);
        Take(result.Given, result.At);
    }

    /// <summary>Null where it is not known: of a pattern over the past, which says itself from when to when; of a predicate with too many facts; and while something matches.</summary>
    /// <param name="pattern">As a proof writes it.</param>
    /// <param name="session">In the state that the pattern is of.</param>
    public AbsenceSpan? SpanOf(string pattern, IRuleSession session)
    {
        if (Read(pattern) is not { } asked || !_gone.TryGetValue(asked.Predicate.Name, out Dictionary<Fact, EventTime>? gone)
            || _overflown.Contains(asked.Predicate.Name) || session.FactsOf(asked.Predicate.Name).Any(asked.Fits))
        {
            return null;
        }

        KeyValuePair<Fact, EventTime>[] matches = [.. gone.Where(g => asked.Fits(g.Key))];
        if (matches.Length == 0)
        {
            return new AbsenceSpan(pattern, null, null);
        }

        EventTime since = matches.Max(static m => m.Value);
        return new AbsenceSpan(pattern, since, matches.Where(m => m.Value == since).Min(static m => m.Key)!.ToString());
    }

    private void Take(IEnumerable<FactChange> changes, EventTime at)
    {
        foreach (FactChange change in changes)
        {
            if (change.Kind == ChangeKind.Retract && _gone.TryGetValue(change.Fact.Predicate, out Dictionary<Fact, EventTime>? gone) && !_overflown.Contains(change.Fact.Predicate))
            {
                gone[change.Fact] = at;
                if (gone.Count > _maxFacts)
                {
                    _overflown.Add(change.Fact.Predicate);
                    gone.Clear();
                }
            }
        }
    }

    private FactPattern? Read(string pattern)
    {
        QueryTree query = SyntaxTree.ParseQuery(new SourceText("ABSENT", pattern));
        DiagnosticBag faults = new();
        return query.Diagnostics.Any(static d => d.IsError) || QueryBinder.Bind(_program, query.Literals, query.Source, faults) is not { } bound ? null : FactPattern.Of(_program, bound);
    }

    private static IEnumerable<int> Denied(BoundProgram program) =>
        program.Rules.SelectMany(static r => r.Body).OfType<BoundAtom>().Where(static a => a.IsNegated).Select(static a => a.Predicate)
            .Concat(program.Decides.SelectMany(static d => d.Vetoes));
}
