using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Reads the candidates out of a session: what rules derive of the candidates' predicate, and its given facts. Single-threaded.</summary>
internal sealed class CandidateReader(BoundProgram program, BoundDecide decide)
{
    private static readonly Value CertainByDefault = Value.Float64(1.0);

    private readonly string _predicate = program.Predicates[decide.Candidates].Name;
    private readonly HashSet<Candidate> _seen = [];

    /// <summary>As they were read last; written over the next time.</summary>
    private readonly List<Candidate> _candidates = [];

    /// <summary>The keys of candidates of the time before, by place: a fact that stays keeps its key.</summary>
    private readonly List<(Fact Fact, ImmutableArray<Value> Key)> _keys = [];

    /// <summary>True when nothing at all is proposed; costs nothing while that stays so.</summary>
    public bool FindsNothing(IRuleSession session) => !session.HasFactsOf(_predicate);

    /// <summary>Distinct candidates in no particular order, in a list that is written over by the next call. A rule that derives one fact in several ways proposes it once, by its first derivation.</summary>
    public List<Candidate> Read(IRuleSession session)
    {
        List<Candidate> candidates = ReadBare(session);
        AddDerivations(session, candidates);
        return candidates;
    }

    /// <summary>The same without derivations, which is most of the work: for when it is not known whether anybody will ask for them.</summary>
    public List<Candidate> ReadBare(IRuleSession session)
    {
        List<Candidate> candidates = _candidates;
        candidates.Clear();
        _seen.Clear();
        IReadOnlyList<Conclusion> conclusions = session.ConclusionsOf(_predicate);
        for (int i = 0; i < conclusions.Count; i++)
        {
            Conclusion conclusion = conclusions[i];
            BoundRule rule = program.Rules[conclusion.RuleIndex];
            Candidate candidate = FromFact(conclusion.Fact, KeyAt(i, conclusion.Fact), rule.Id, rule.Class ?? Candidate.DefaultClass, rule.Priority);
            if (_seen.Add(candidate))
            {
                candidates.Add(candidate);
            }
        }

        _seen.Clear();
        IReadOnlyList<Fact> given = session.GivenFactsOf(_predicate);
        for (int i = 0; i < given.Count; i++)
        {
            candidates.Add(FromFact(given[i], KeyOf(given[i]), "", Candidate.DefaultClass, 0));
        }

        return candidates;
    }

    /// <summary>Gives candidates their derivations; the session must stand as it did when they were read.</summary>
    public void AddDerivations(IRuleSession session, List<Candidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return;
        }

        Dictionary<(string Rule, Fact Fact), Derivation> first = [];
        foreach (Derivation derivation in session.AllDerivationsOf(_predicate))
        {
            first.TryAdd((program.Rules[derivation.RuleIndex].Id, derivation.Conclusion), derivation);
        }

        foreach (Candidate candidate in candidates)
        {
            candidate.Derivation = first.GetValueOrDefault((candidate.RuleId, candidate.Fact));
        }
    }

    private ImmutableArray<Value> KeyAt(int place, Fact fact)
    {
        if (place == _keys.Count)
        {
            _keys.Add((fact, KeyOf(fact)));
        }
        else if (!ReferenceEquals(_keys[place].Fact, fact))
        {
            _keys[place] = (fact, KeyOf(fact));
        }

        return _keys[place].Key;
    }

    private Candidate FromFact(Fact fact, ImmutableArray<Value> key, string ruleId, string className, int priority) => new()
    {
        Fact = fact,
        Key = key,
        Action = fact.Arguments[decide.ActionColumn],
        AskedSize = fact.Arguments[decide.SizeColumn],
        Confidence = decide.ConfidenceColumn is { } column ? fact.Arguments[column] : CertainByDefault,
        RuleId = ruleId,
        Class = className,
        Priority = priority,
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
