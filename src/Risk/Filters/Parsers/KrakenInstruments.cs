using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Kraken's <c>AssetPairs</c>.</summary>
/// <remarks>
/// The tick is tick_size, or else one unit of the last of pair_decimals digits; the lot step one unit of the last of lot_decimals
/// digits times lot_multiplier; ordermin the least quantity, costmin the least notional. Filed under the altname (XBTUSD). Pairs with
/// finer prices than eight digits cannot be held exactly and are left out, each with a diagnostic.
/// </remarks>
public static class KrakenInstruments
{
    /// <param name="venue">The name to file the instruments under, for example <c>/kraken</c>.</param>
    public static InstrumentLoad Parse(SourceText source, string venue)
    {
        DiagnosticBag diagnostics = new();
        InstrumentListing listing = new(diagnostics);
        if (PlacedJson.Parse(source, diagnostics) is { } root)
        {
            if (root.Member("result") is { Kind: JsonValueKind.Object } pairs)
            {
                foreach (PlacedMember pair in pairs.Members)
                {
                    Add(pair, venue, listing);
                }
            }
            else
            {
                diagnostics.Report(RiskDiagnostics.NotInstruments, root.Span, "Kraken", "it has no object 'result'");
            }
        }

        return listing.ToLoad();
    }

    private static void Add(PlacedMember member, string venue, InstrumentListing listing)
    {
        PlacedValue pair = member.Value;
        NumberFields numbers = new();
        Dec8 unit = LastDigit(pair, "lot_decimals", numbers);
        Dec8 multiplier = pair.Member("lot_multiplier") is { } given ? numbers.Exact(given, "lot_multiplier") : Dec8.One;
        if (!Dec8.TryMultiply(unit, multiplier, out Dec8 lotStep))
        {
            numbers.Fail("lot_decimals and lot_multiplier give a lot step that does not fit");
        }

        InstrumentFilters filters = new()
        {
            Instrument = new InstrumentId(venue, pair.String("altname") ?? member.Name),
            BaseCurrency = pair.String("base") ?? "",
            QuoteCurrency = pair.String("quote") ?? "",
            IsTrading = (pair.String("status") ?? "online") == "online",
            TickSize = pair.Member("tick_size") is { } tick ? numbers.Exact(tick, "tick_size") : LastDigit(pair, "pair_decimals", numbers),
            LotStep = lotStep,
            MinQuantity = numbers.Min(pair.Member("ordermin"), "ordermin"),
            MinNotional = numbers.Min(pair.Member("costmin"), "costmin"),
        };
        listing.Add(filters, numbers, member.Span);
    }

    /// <summary>10 to the minus number of digits, 0 to 8.</summary>
    private static Dec8 LastDigit(PlacedValue pair, string name, NumberFields numbers)
    {
        if (pair.Member(name) is not { Kind: JsonValueKind.Number } field
            || !int.TryParse(field.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int digits))
        {
            return numbers.Fail($"{name} is missing or no whole number");
        }

        if (digits > Dec8.Digits)
        {
            return numbers.Fail($"{name} {digits} is finer than eight digits after the point");
        }

        long raw = Dec8.Scale;
        for (int i = 0; i < digits; i++)
        {
            raw /= 10;
        }

        return new Dec8(raw);
    }
}
