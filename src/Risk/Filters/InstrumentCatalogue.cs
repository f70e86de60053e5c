using System.Diagnostics.CodeAnalysis;

namespace CryptoScalp.Rules.Risk;

/// <summary>The trading rules of all instruments that may be traded. Built at load, then read.</summary>
public sealed class InstrumentCatalogue
{
    private readonly Dictionary<InstrumentId, InstrumentFilters> _instruments = [];

    public int Count => _instruments.Count;

    /// <summary>Adds or replaces. True when the instrument was not there before.</summary>
    public bool Set(InstrumentFilters filters)
    {
        bool isNew = !_instruments.ContainsKey(filters.Instrument);
        _instruments[filters.Instrument] = filters;
        return isNew;
    }

    /// <summary>Forgets an instrument: orders for it are refused. True when it was there.</summary>
    public bool Remove(InstrumentId instrument) => _instruments.Remove(instrument);

    public bool TryGet(InstrumentId instrument, [NotNullWhen(true)] out InstrumentFilters? filters) =>
        _instruments.TryGetValue(instrument, out filters);

    /// <summary>Sorted by venue and symbol.</summary>
    public IReadOnlyList<InstrumentFilters> ToSorted() => [.. _instruments.Values.OrderBy(static f => f.Instrument)];
}
