using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Counts derived changes per relation, and sums the relations' sizes after each transaction.</summary>
internal sealed class TradingTally(IRuleSession session)
{
    private readonly Dictionary<string, TradingCounts> _counts = [];
    private readonly Dictionary<string, long> _rows = new() { ["arb"] = session.FactsOf("arb").Count, ["buy"] = session.FactsOf("buy").Count };

    public TradingCounts Of(string relation) => _counts[relation];

    public void Add(TransactionResult result)
    {
        foreach (FactChange change in result.Derived.Where(c => _rows.ContainsKey(c.Fact.Predicate)))
        {
            TradingCounts counts = _counts.GetValueOrDefault(change.Fact.Predicate);
            bool appeared = change.Kind == ChangeKind.Assert;
            _counts[change.Fact.Predicate] = counts with { Appeared = counts.Appeared + (appeared ? 1 : 0), Vanished = counts.Vanished + (appeared ? 0 : 1) };
            _rows[change.Fact.Predicate] += appeared ? 1 : -1;
        }

        foreach ((string relation, long rows) in _rows)
        {
            _counts[relation] = _counts.GetValueOrDefault(relation) is var counts ? counts with { SumOfRows = counts.SumOfRows + rows } : default;
        }
    }
}
