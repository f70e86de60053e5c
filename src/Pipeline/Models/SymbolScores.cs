using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>All symbols that are scored, in the order in which they were first heard of.</summary>
/// <remarks>
/// The first event at or after the end of a bar, of whichever symbol, closes the bars of all symbols, so that they are scored in one call. A paced run sends what was
/// asked after each event; one at full speed once market time has moved on, so that the same feed gives the same calls.
/// </remarks>
internal sealed class SymbolScores
{
    private readonly SuppliedPredicates _wanted;
    private readonly RunModels _models;
    private readonly List<ScoredSymbol> _all = [];
    private readonly List<ModelNotice> _notices = [];
    private readonly (ScoringDesk Desk, EnsembleWatch Watch, long BarNs)[] _desks;
    private EventTime _askedUntil;
    private long _nextClose;

    public SymbolScores(SuppliedPredicates wanted, RunModels models)
    {
        (_wanted, _models) = (wanted, models);
        _desks = [.. models.Desks.Where(d => wanted.Models.Wants(d.Manifest.Name)).Select(d => (d, new EnsembleWatch(d, wanted, _notices), ModelCalls.BarLengthNs(d.Manifest)))];
        _nextClose = _desks.Length == 0 ? long.MaxValue : long.MinValue;
    }

    /// <summary>What was noticed since it was last cleared, oldest first.</summary>
    public List<ModelNotice> Notices => _notices;

    /// <summary>Seats for a symbol that was not heard of before.</summary>
    public ScoredSymbol[] Of(string symbol)
    {
        ScoredSymbol[] made = Array.ConvertAll(_desks, d => new ScoredSymbol(d.Desk, _models.Waits, d.Watch, symbol, _wanted));
        _all.AddRange(made);
        return made;
    }

    /// <summary>Tells scores that are there or due.</summary>
    public void Take(EventTime now, RowChanges changes)
    {
        if (now > _askedUntil)
        {
            Send();
        }

        foreach (ScoredSymbol symbol in _all)
        {
            symbol.Take(now, changes);
        }
    }

    /// <summary>True once for each moment at which bars of some ensemble end.</summary>
    public bool Closes(EventTime now)
    {
        if (now.Nanoseconds < _nextClose)
        {
            return false;
        }

        _nextClose = long.MaxValue;
        foreach ((_, _, long length) in _desks)
        {
            long rest = now.Nanoseconds % length;
            _nextClose = Math.Min(_nextClose, now.Nanoseconds - (rest < 0 ? rest + length : rest) + length);
        }

        return true;
    }

    /// <summary>The event has been taken in.</summary>
    public void Settle(EventTime now)
    {
        _askedUntil = now;
        if (!_models.Waits)
        {
            Send();
        }
    }

    private void Send()
    {
        foreach ((ScoringDesk desk, _, _) in _desks)
        {
            desk.Send();
        }
    }
}
