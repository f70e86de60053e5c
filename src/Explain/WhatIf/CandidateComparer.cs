using CryptoScalp.Rules.Engine;

namespace CryptoScalp.Rules.Explain;

/// <summary>Compares the fates of candidates: decided (now or before), or struck and by what.</summary>
internal static class CandidateComparer
{
    public static IEnumerable<CandidateDifference> Compare(IReadOnlyList<AgendaResult> before, IReadOnlyList<AgendaResult> after)
    {
        SortedDictionary<(string Fact, string Rule), string> was = Fates(before), would = Fates(after);
        return was.Keys.Union(would.Keys).Order()
            .Select(candidate => new CandidateDifference(candidate.Fact, candidate.Rule, was.GetValueOrDefault(candidate), would.GetValueOrDefault(candidate)))
            .Where(static d => d.Before != d.After);
    }

    private static SortedDictionary<(string Fact, string Rule), string> Fates(IReadOnlyList<AgendaResult> agendas)
    {
        SortedDictionary<(string Fact, string Rule), string> fates = new(Comparer<(string Fact, string Rule)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Fact, b.Fact) is var order and not 0 ? order : string.CompareOrdinal(a.Rule, b.Rule)));
        foreach (AgendaResult agenda in agendas)
        {
            foreach (Decision decision in agenda.Decisions)
            {
                fates[(decision.Winner.Fact.ToString(), decision.RuleId)] = "decided";
            }

            foreach (NonDecision nonDecision in agenda.NonDecisions)
            {
                fates[(nonDecision.Candidate.Fact.ToString(), nonDecision.Candidate.RuleId)] = string.Join("; ", nonDecision.Reasons.Select(static r => r.ToString()));
            }
        }

        return fates;
    }
}
