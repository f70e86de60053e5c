using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Says where the rows of the change at hand come from, so that a proof can be walked back to the frame.</summary>
internal sealed class FactOrigins(IReadOnlyList<string> feedNames)
{
    private readonly byte[][] _jsonNames = [.. feedNames.Select(static n => JsonEncodedText.Encode(n, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray())];

    private readonly Dictionary<string, byte[]> _jsonModels = new(StringComparer.Ordinal);

    /// <summary>The origin of a row as its instrument stands now: ask when the row is told, for later frames move on.</summary>
    public static FactOrigin Of(SuppliedRow row) => (row.Source, row.Instrument) switch
    {
        (RowSource.Account, _) => new FactOrigin(FactOriginKind.Account, default, default),
        (RowSource.Desk, _) => new FactOrigin(FactOriginKind.Desk, default, default),
        (RowSource.EarlierRun, _) => new FactOrigin(FactOriginKind.Restart, default, default),
        (RowSource.Model, _) => row.Scored!.ToOrigin(),
        (RowSource.Quote, { } facts) => new FactOrigin(FactOriginKind.Frame, facts.QuoteSource, default),
        (RowSource.Price, { } facts) => new FactOrigin(FactOriginKind.Frame, facts.PriceSource, default),
        (RowSource.FeedState, { } facts) => new FactOrigin(FactOriginKind.Frame, facts.Source, default),
        (RowSource.Feature, { } facts) when row.Bars is { } bars => new FactOrigin(FactOriginKind.Bar, facts.Source, facts.RowId, null, bars.Steps, bars.LastClose),
        (RowSource.Feature, { } facts) => new FactOrigin(FactOriginKind.FeatureRow, facts.Source, facts.RowId),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>
    /// The origin in words, <c>feature row 12, frame 15 (crc 1f3a9c2d) of x.jsonl</c>, for a feature of bars <c>bar 8 closed at 1723161280000000000, feature row 12, …</c>,
    /// for a score <c>model /second/1f3a9c2d0b71, feature row 12, …</c>; null when there is none.
    /// </summary>
    public string? Describe(in FactOrigin origin) => origin.Kind switch
    {
        FactOriginKind.None => null,
        FactOriginKind.Account => "account",
        FactOriginKind.Desk => "optimize",
        FactOriginKind.Restart => "restart",
        FactOriginKind.Recorded => origin.Model,
        FactOriginKind.Frame => Frame(origin.Frame),
        FactOriginKind.Bar => string.Create(CultureInfo.InvariantCulture, $"bar {origin.Bar} closed at {origin.Closed}, feature row {origin.Row}, {Frame(origin.Frame)}"),
        FactOriginKind.Model => string.Create(CultureInfo.InvariantCulture, $"model {origin.Model}, feature row {origin.Row}, {Frame(origin.Frame)}"),
        FactOriginKind.FeatureRow => string.Create(CultureInfo.InvariantCulture, $"feature row {origin.Row}, {Frame(origin.Frame)}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Appends <see cref="Describe"/>, ready to stand inside a JSON string.</summary>
    public void AppendJson(Utf8Buffer json, in FactOrigin origin)
    {
        if (origin.Kind is FactOriginKind.Account or FactOriginKind.Desk or FactOriginKind.Restart)
        {
            json.Append(origin.Kind == FactOriginKind.Account ? "account"u8 : origin.Kind == FactOriginKind.Desk ? "optimize"u8 : "restart"u8);
            return;
        }

        if (origin.Kind == FactOriginKind.Model)
        {
            json.Append("model "u8);
            json.Append(JsonOf(origin.Model!));
            json.Append(", "u8);
        }

        if (origin.Kind == FactOriginKind.Bar)
        {
            json.Append("bar "u8);
            ValueUtf8.Append(json, origin.Bar);
            json.Append(" closed at "u8);
            ValueUtf8.Append(json, origin.Closed.Nanoseconds);
            json.Append(", "u8);
        }

        if (origin.Kind is FactOriginKind.FeatureRow or FactOriginKind.Model or FactOriginKind.Bar)
        {
            json.Append("feature row "u8);
            ValueUtf8.Append(json, origin.Row.Sequence);
            json.Append(", "u8);
        }

        json.Append("frame "u8);
        ValueUtf8.Append(json, origin.Frame.Line);
        AppendChecksum(json, origin.Frame.Checksum);
        json.Append(" of "u8);
        AppendFeedName(json, origin.Frame.FeedIndex);
    }

    /// <summary>Kept: a run has few ensembles, and each few versions.</summary>
    private byte[] JsonOf(string model)
    {
        if (!_jsonModels.TryGetValue(model, out byte[]? json))
        {
            json = JsonEncodedText.Encode(model, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
            _jsonModels.Add(model, json);
        }

        return json;
    }

    private static void AppendChecksum(Utf8Buffer json, uint checksum)
    {
        if (checksum != 0)
        {
            Span<byte> digits = stackalloc byte[8];
            checksum.TryFormat(digits, out _, "x8", CultureInfo.InvariantCulture);
            json.Append(" (crc "u8);
            json.Append(digits);
            json.Append(")"u8);
        }
    }

    private void AppendFeedName(Utf8Buffer json, int index)
    {
        if (index < _jsonNames.Length)
        {
            json.Append(_jsonNames[index]);
        }
        else
        {
            json.Append("feed "u8);
            ValueUtf8.Append(json, index);
        }
    }

    /// <summary>What a feature's values measure: <c>fraction -1 to 1, window 5s</c>.</summary>
    public static string MeasureOf(FeatureDefinition feature) =>
        feature.WarmUpMs > 0 ? $"{feature.Unit}, window {ValueText.Duration(feature.WarmUpMs * 1_000_000)}" : feature.Unit;

    /// <summary>What a call's value is computed from: <c>window 15 bars of 1s</c>.</summary>
    public static string MeasureOf(FeatureCall call) =>
        string.Create(CultureInfo.InvariantCulture, $"window {call.Bars} {(call.Bars == 1 ? "bar" : "bars")} of {ValueText.Duration(call.BarLengthNs)}{(call.Fades ? ", older ones fading" : "")}");

    private string Frame(SourcePosition source) => source.Checksum == 0
        ? string.Create(CultureInfo.InvariantCulture, $"frame {source.Line} of {FeedName(source.FeedIndex)}")
        : string.Create(CultureInfo.InvariantCulture, $"frame {source.Line} (crc {source.Checksum:x8}) of {FeedName(source.FeedIndex)}");

    private string FeedName(int index) => index < feedNames.Count ? feedNames[index] : $"feed {index}";
}
