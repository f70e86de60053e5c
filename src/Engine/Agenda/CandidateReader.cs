using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Reads the candidates out of a session: every derivation of the candidates' predicate, and its given facts.</summary>
internal sealed class CandidateReader(BoundProgram program, BoundDecide decide)
{
    private static readonly Value CertainByDefault = Value.Float64(1.0);

    private readonly HashSet<Candidate> _seen = [];
    private readonly string _predicate = program.Predicates[decide.Candidates].Name;

    /// <summary>True when nothing at all is proposed; costs nothing while that stays so.</summary>
    public bool FindsNothing(IRuleSession session) => session.FactsOf(_predicate).Count == 0;

    /// <summary>Distinct candidates in no particular order. A rule that derives one fact in several ways proposes it once, by its first derivation.</summary>
    public List<Candidate> Read(IRuleSession session)
    {
        List<Candidate> candidates = [];
        foreach (Derivation derivation in session.AllDerivationsOf(_predicate))
        {
            Candidate candidate = FromDerivation(derivation);
            if (_seen.Add(candidate))
            {
                candidates.Add(candidate);
            }
        }

        _seen.Clear();

        foreach (Fact fact in session.FactsOf(_predicate))
        {
            if (session.IsGiven(fact))
            {
                candidates.Add(FromFact(fact, "", Candidate.DefaultClass, 0, null));
            }
        }

        return candidates;
    }

    private Candidate FromDerivation(Derivation derivation)
    {
        BoundRule rule = program.Rules[derivation.RuleIndex];
        return FromFact(derivation.Conclusion, rule.Id, rule.Class ?? Candidate.DefaultClass, rule.Priority, derivation);
    }

    private Candidate FromFact(Fact fact, string ruleId, string className, int priority, Derivation? derivation) => new()
    {
        Fact = fact,
        Key = KeyOf(fact),
        Action = fact.Arguments[decide.ActionColumn],
        AskedSize = fact.Arguments[decide.SizeColumn],
        Confidence = decide.ConfidenceColumn is { } column ? fact.Arguments[column] : CertainByDefault,
        RuleId = ruleId,
        Class = className,
        Priority = priority,
        Derivation = derivation,
    };

    private ImmutableArray<Value> KeyOf(Fact fact)
    {
        Value[] key = new Value[decide.Key.Length];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = fact.Arguments[decide.Key[i]];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(key);
    }
}
