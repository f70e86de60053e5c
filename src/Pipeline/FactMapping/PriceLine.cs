using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The last price of one series on a <see cref="PriceBoard"/>.</summary>
internal sealed class PriceLine(string symbol, string? venue)
{
    private string? _venue = venue;

    public string Symbol { get; } = symbol;

    /// <summary>Null where the first venue that the symbol is heard from is meant.</summary>
    public string? AskedVenue { get; } = venue;

    /// <summary>In quote currency; NaN before the first and after an outage.</summary>
    public double Price { get; private set; } = double.NaN;

    /// <summary>When it was heard.</summary>
    public EventTime At { get; private set; } = new(long.MinValue);

    /// <summary>The line is this instrument's. One that asks for no venue becomes the first instrument's of its symbol that it is asked about.</summary>
    public bool Follows(Instrument instrument)
    {
        if (instrument.Symbol != Symbol)
        {
            return false;
        }

        _venue ??= instrument.Venue;
        return _venue == instrument.Venue;
    }

    public void Heard(Dec8 price, EventTime at) => (Price, At) = (price.ToDouble(), at);

    public void Lose() => Price = double.NaN;
}
