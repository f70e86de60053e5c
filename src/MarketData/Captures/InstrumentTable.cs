using System.Buffers;
using System.Text;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Turns venue and UTF-8 symbol bytes into one <see cref="Instrument"/> object each, without allocating for known ones.</summary>
internal sealed class InstrumentTable
{
    /// <summary>The bound on instruments of a feed.</summary>
    public const int Capacity = 4096;

    private const int MaxSymbolBytes = 32;

    private static readonly SearchValues<byte> SymbolBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:/@"u8);

    private readonly Dictionary<(string Venue, ulong Hash), List<Entry>> _byHash = [];
    private readonly List<Instrument> _all = [];
    private Entry? _last;

    /// <summary>Instruments in order of first sight.</summary>
    public IReadOnlyList<Instrument> All => _all;

    /// <summary>Null and a fault when the symbol is malformed or the table is full.</summary>
    public Instrument? Find(string venue, ReadOnlySpan<byte> symbol, out FeedFault fault)
    {
        fault = default;
        if (_last is not null && _last.Is(venue, symbol))
        {
            return _last.Instrument;
        }

        List<Entry> chain = ChainOf(venue, symbol);
        foreach (Entry entry in chain)
        {
            if (entry.Is(venue, symbol))
            {
                _last = entry;
                return entry.Instrument;
            }
        }

        return Add(venue, symbol, chain, out fault);
    }

    /// <summary>Letters, digits, '_', '-', '.', ':', '/' or '@', 1 to 32 of them.</summary>
    public static bool IsSymbol(ReadOnlySpan<byte> symbol)
    {
        return symbol.Length is > 0 and <= MaxSymbolBytes
            && !symbol.ContainsAnyExcept(SymbolBytes);
    }

    private Instrument? Add(string venue, ReadOnlySpan<byte> symbol, List<Entry> chain, out FeedFault fault)
    {
        fault = IsSymbol(symbol) ? FeedFault.TooManyInstruments : FeedFault.IllTypedField;
        if (fault == FeedFault.IllTypedField || _all.Count == Capacity)
        {
            return null;
        }

        Entry added = new(new Instrument(venue, Encoding.ASCII.GetString(symbol)), symbol.ToArray());
        chain.Add(added);
        _all.Add(added.Instrument);
        _last = added;
        return added.Instrument;
    }

    private List<Entry> ChainOf(string venue, ReadOnlySpan<byte> symbol)
    {
        ulong hash = 14695981039346656037UL;
        foreach (byte b in symbol)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        // Below the capacity only: a stream of nonsense symbols must not grow the table.
        if (!_byHash.TryGetValue((venue, hash), out List<Entry>? chain))
        {
            chain = [];
            if (_all.Count < Capacity && IsSymbol(symbol))
            {
                _byHash.Add((venue, hash), chain);
            }
        }

        return chain;
    }

    private sealed class Entry(Instrument instrument, byte[] symbol)
    {
        public Instrument Instrument { get; } = instrument;

        public bool Is(string venue, ReadOnlySpan<byte> text) =>
            text.SequenceEqual(symbol) && string.Equals(Instrument.Venue, venue, StringComparison.Ordinal);
    }
}
