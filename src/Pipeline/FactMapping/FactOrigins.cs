using System.Collections.Frozen;
using System.Globalization;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Says where the facts of the change at hand come from, so that a proof can be walked back to the frame.</summary>
internal sealed class FactOrigins(FactMapper mapper, IReadOnlyList<string> feedNames)
{
    private static readonly FrozenSet<string> _account = new[] { "position", "holding", "account", "trading_state" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The origin of a fact as its instrument stands now: ask when the fact is told, for later frames move on.</summary>
    public FactOrigin Of(Fact fact)
    {
        if (_account.Contains(fact.Predicate))
        {
            return new FactOrigin(FactOriginKind.Account, default, default);
        }

        if (fact is { Predicate: FeatureCalls.Predicate, Arguments: [var called, { Kind: ValueKind.String } call, _] })
        {
            return mapper.FindCalled(called.AsText, call.AsText) is { } asked ? new FactOrigin(FactOriginKind.FeatureRow, asked.Source, asked.Features.RowId) : default;
        }

        if (fact.Arguments is not [{ Kind: ValueKind.Name } venue, { Kind: ValueKind.String } symbol, ..]
            || mapper.Find(new Instrument(venue.AsText, symbol.AsText)) is not { } facts)
        {
            return default;
        }

        return fact.Predicate switch
        {
            "quote" => new FactOrigin(FactOriginKind.Frame, facts.QuoteSource, default),
            "price" or "bar" => new FactOrigin(FactOriginKind.Frame, facts.PriceSource, default),
            "feed" => new FactOrigin(FactOriginKind.Frame, facts.Source, default),
            _ when facts.Features.Schema.TryFind(fact.Predicate, out _) => new FactOrigin(FactOriginKind.FeatureRow, facts.Source, facts.Features.RowId),
            _ => default,
        };
    }

    /// <summary>The origin in words, <c>feature row 12, frame 15 of sim:7</c>; null when there is none.</summary>
    public string? Describe(in FactOrigin origin) => origin.Kind switch
    {
        FactOriginKind.None => null,
        FactOriginKind.Account => "account",
        FactOriginKind.Frame => Frame(origin.Frame),
        FactOriginKind.FeatureRow => string.Create(CultureInfo.InvariantCulture, $"feature row {origin.Row}, {Frame(origin.Frame)}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What a feature's values measure: <c>fraction -1 to 1, window 5s</c>.</summary>
    public static string MeasureOf(FeatureDefinition feature) =>
        feature.WarmUpMs > 0 ? $"{feature.Unit}, window {ValueText.Duration(feature.WarmUpMs * 1_000_000)}" : feature.Unit;

    private string Frame(SourcePosition source) =>
        string.Create(CultureInfo.InvariantCulture, $"frame {source.Line} of {FeedName(source.FeedIndex)}");

    private string FeedName(int index) => index < feedNames.Count ? feedNames[index] : $"feed {index}";
}
