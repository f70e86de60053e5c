using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The last prices of those instruments that other instruments' features are compared with.</summary>
/// <remarks>Only what some call reads is kept. A symbol without a venue is that of the venue which was heard first. Single-threaded.</remarks>
internal sealed class PriceBoard
{
    private readonly List<PriceLine> _lines = [];

    /// <summary>The place of a series on the board, from now on kept.</summary>
    /// <param name="reader">Whose own symbol and venue stand where the series names none.</param>
    public PriceLine Line(OtherSeries other, Instrument reader)
    {
        string symbol = other.Symbol ?? reader.Symbol;
        PriceLine? line = _lines.Find(l => l.Symbol == symbol && l.AskedVenue == other.Venue);
        if (line is null)
        {
            _lines.Add(line = new PriceLine(symbol, other.Venue));
        }

        return line;
    }

    /// <summary>A trade happened, or a bar closed.</summary>
    public void Heard(Instrument instrument, Dec8 price, EventTime at)
    {
        foreach (PriceLine line in _lines)
        {
            if (line.Follows(instrument))
            {
                line.Heard(price, at);
            }
        }
    }

    /// <summary>The feed was interrupted: its last price is nobody's price any more.</summary>
    public void Lost(Instrument instrument)
    {
        foreach (PriceLine line in _lines)
        {
            if (line.Follows(instrument))
            {
                line.Lose();
            }
        }
    }
}
