using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>All symbols that are scored, in the order in which they were first heard of.</summary>
internal sealed class SymbolScores(SuppliedPredicates wanted, RunModels models)
{
    private readonly List<ScoredSymbol> _all = [];
    private readonly (ScoringDesk Desk, DriftFacts Drift)[] _desks = [.. models.Desks.Where(d => wanted.Models.Wants(d.Manifest.Name)).Select(d => (d, new DriftFacts(d, wanted)))];

    /// <summary>Seats for a symbol that was not heard of before.</summary>
    public ScoredSymbol[] Of(string symbol)
    {
        ScoredSymbol[] made = Array.ConvertAll(_desks, d => new ScoredSymbol(d.Desk, models.Waits, d.Drift, symbol, wanted));
        _all.AddRange(made);
        return made;
    }

    /// <summary>Tells scores that are there or due.</summary>
    public void Take(EventTime now, RowChanges changes)
    {
        foreach (ScoredSymbol symbol in _all)
        {
            symbol.Take(now, changes);
        }
    }
}
