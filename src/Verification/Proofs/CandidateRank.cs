using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The total order of candidates, as far as rules fix it: class, priority, confidence, rule id.</summary>
internal static class CandidateRank
{
    /// <summary>A truth value that implies that a candidate comes before another of the same key.</summary>
    public static string Better(BoundDecide decide, Candidate winner, Sym[] columns, MadeDecision other)
    {
        int order = Compare(decide, winner.Class, winner.Priority, other.Class, other.Rule?.Priority ?? 0);
        if (order != 0)
        {
            return order < 0 ? Smt.True : Smt.False;
        }

        string first = string.CompareOrdinal(winner.RuleId, other.Rule?.Id ?? "") < 0 ? Smt.True : Smt.False;
        if (decide.ConfidenceColumn is not { } column || columns[column] is not SymScalar mine || other.Candidate[column] is not SymScalar theirs)
        {
            return first;
        }

        return Smt.Or(
            Comparing.Compare(ComparisonOperator.Greater, mine.Value, theirs.Value),
            Smt.And(first, Comparing.Compare(ComparisonOperator.Equal, mine.Value, theirs.Value)));
    }

    /// <summary>The rules whose proposals may come before a candidate, its own rule included.</summary>
    public static IEnumerable<BoundRule> NotWorse(VerifiedProgram program, BoundDecide decide, Candidate candidate) =>
        program.RulesOf(decide.Candidates).Where(r => Compare(decide, r.Class ?? Candidate.DefaultClass, r.Priority, candidate.Class, candidate.Priority) <= 0);

    private static int Compare(BoundDecide decide, string leftClass, int leftPriority, string rightClass, int rightPriority)
    {
        int byClass = Rank(decide, leftClass).CompareTo(Rank(decide, rightClass));
        return byClass != 0 ? byClass : rightPriority.CompareTo(leftPriority);
    }

    private static int Rank(BoundDecide decide, string name)
    {
        int index = decide.Classes.IndexOf(name);
        return index < 0 ? decide.Classes.Length : index;
    }
}
