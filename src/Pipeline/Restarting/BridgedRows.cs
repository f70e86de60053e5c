using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Rows that an earlier run told and this one has not told yet. They stand as long as a silent feed's would, then they are taken back. Single-threaded.</summary>
/// <remarks>
/// A row that is told as it stands is no change, as it would have been none had the run never stopped. Rows of the account are the account's own and stay.
/// </remarks>
internal sealed class BridgedRows
{
    private readonly Dictionary<Fact, SuppliedRow> _open;
    private readonly GivenLedger _given;
    private readonly EventTime _until;

    /// <param name="program">The rules.</param>
    /// <param name="given">What stands.</param>
    /// <param name="until">Until when rows stand that are not told again.</param>
    public BridgedRows(BoundProgram program, GivenLedger given, EventTime until)
    {
        (_given, _until) = (given, until);
        _open = new Dictionary<Fact, SuppliedRow>(new FactsByKey(program));
        foreach ((Fact row, ToldRow told) in given.Standing())
        {
            _open.Add(row, told.Row);
        }
    }

    /// <summary>Goes through the changes of a transaction to come: what is told again is this run's from now on.</summary>
    /// <param name="changes">What is told; leaves out what stands already, takes back what was not told in time.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="isLost">True when a feed says that it does not know its market: then nothing is waited for.</param>
    /// <returns>False when nothing is left to be told again.</returns>
    public bool Settle(RowChanges changes, EventTime at, bool isLost)
    {
        for (int i = changes.Count - 1; i >= 0; i--)
        {
            Fact fact = changes.FactChangeOf(i).Fact;
            if (_open.ContainsKey(fact) && IsAsItStands(changes, i, fact))
            {
                changes.RemoveAt(i);
            }

            _open.Remove(fact);
        }

        if (isLost || at > _until)
        {
            TakeBack(changes);
        }

        return _open.Count > 0;
    }

    /// <summary>The quote that stands of an instrument which has not been heard of yet.</summary>
    public bool TryQuote(InstrumentId instrument, [NotNullWhen(true)] out Quote? quote)
    {
        Fact key = new("quote", [Value.Name(instrument.Venue), Value.String(instrument.Symbol)]);
        quote = null;
        if (_open.Keys.FirstOrDefault(f => f.Predicate == key.Predicate && f.Arguments.Length == 6 && f.Arguments.AsSpan(0, 2).SequenceEqual(key.Arguments.AsSpan())) is { } row
            && row.Arguments.AsSpan(2).ToArray().All(static v => v.Kind == ValueKind.Dec8))
        {
            Dec8[] figures = [.. row.Arguments.Skip(2).Select(static v => v.AsDec8)];
            quote = new Quote(figures[0], figures[2], figures[1], figures[3], 0);
        }

        return quote is not null;
    }

    /// <summary>Rows with a ttl are told all the same: being told renews them.</summary>
    private bool IsAsItStands(RowChanges changes, int change, Fact fact) =>
        changes.KindOf(change) == ChangeKind.Assert && changes.RowOf(change).Life.RenewAfterNs == long.MaxValue
        && _given.Find(fact) is { } told && told.Values.SequenceEqual(changes.ValuesOf(change));

    private void TakeBack(RowChanges changes)
    {
        foreach ((Fact _, SuppliedRow row) in _open.Where(static r => !AccountFacts.Tells(r.Key.Predicate)).OrderBy(static r => r.Key.ToString(), StringComparer.Ordinal))
        {
            changes.Retract(row);
        }

        _open.Clear();
    }
}
