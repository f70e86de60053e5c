using System.Globalization;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Says where a given fact came from, so that a proof can be walked back to the frame.</summary>
internal sealed class FactOrigins(FactMapper mapper, IReadOnlyList<string> feedNames)
{
    /// <summary>Null for facts of the program and of the account.</summary>
    public string? Describe(Fact fact)
    {
        if (fact.Arguments is not [{ Kind: ValueKind.Name } venue, { Kind: ValueKind.String } symbol, ..]
            || mapper.Find(new Instrument(venue.AsText, symbol.AsText)) is not { } facts)
        {
            return null;
        }

        return fact.Predicate switch
        {
            "quote" => Frame(facts.QuoteSource),
            "price" or "bar" => Frame(facts.PriceSource),
            "feed" => Frame(facts.Source),
            _ when facts.Features.Schema.TryFind(fact.Predicate, out int feature) =>
                $"feature row {facts.Features.RowId}, {facts.Features.Schema.Features[feature].Unit}, {Frame(facts.Source)}",
            _ => null,
        };
    }

    private string Frame(SourcePosition source) =>
        string.Create(CultureInfo.InvariantCulture, $"frame {source.Line} of {FeedName(source.FeedIndex)}");

    private string FeedName(int index) => index < feedNames.Count ? feedNames[index] : $"feed {index}";
}
