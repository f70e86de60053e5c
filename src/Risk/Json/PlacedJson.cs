using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Reads a JSON text into values with places. Bounded: 64 MiB of text, 64 levels. Strict: no comments, no trailing commas, no repeated names.</summary>
internal sealed class PlacedJson
{
    private const int MaxLength = 64 * 1024 * 1024;

    private readonly SourceText _source;
    private readonly byte[] _utf8;
    private readonly DiagnosticBag _diagnostics;
    private int _bytesSeen;
    private int _charactersSeen;

    private PlacedJson(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _utf8 = Encoding.UTF8.GetBytes(source.Text);
        _diagnostics = diagnostics;
    }

    /// <summary>The value, or null with a diagnostic.</summary>
    public static PlacedValue? Parse(SourceText source, DiagnosticBag diagnostics)
    {
        if (source.Text.Length > MaxLength)
        {
            diagnostics.Report(RiskDiagnostics.NotJson, new SourceSpan(source, default), $"it is longer than {MaxLength / 1024 / 1024} MiB");
            return null;
        }

        return new PlacedJson(source, diagnostics).Read();
    }

    private PlacedValue? Read()
    {
        Utf8JsonReader reader = new(_utf8);
        try
        {
            reader.Read();
            PlacedValue value = Value(ref reader);
            reader.Read();
            return value;
        }
        catch (JsonException error)
        {
            // The reader reports by exception only; this is the edge where it becomes a diagnostic.
            _diagnostics.Report(RiskDiagnostics.NotJson, SpanOfError(error), FirstSentence(error.Message));
            return null;
        }
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }

    private SourceSpan SpanOfError(JsonException error)
    {
        int lines = (int)(error.LineNumber ?? 0);
        int start = 0;
        for (int i = 0; i < lines; i++)
        {
            start = Array.IndexOf(_utf8, (byte)'\n', start) + 1;
        }

        int at = (int)Math.Min(_utf8.Length, start + (error.BytePositionInLine ?? 0));
        return new SourceSpan(_source, new TextSpan(Encoding.UTF8.GetCharCount(_utf8.AsSpan(0, at)), 1));
    }

    private PlacedValue Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader),
        JsonTokenType.StartArray => List(ref reader),
        JsonTokenType.String => Leaf(JsonValueKind.String, ref reader, reader.GetString() ?? ""),
        JsonTokenType.Number => Leaf(JsonValueKind.Number, ref reader, Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => Leaf(JsonValueKind.True, ref reader, ""),
        JsonTokenType.False => Leaf(JsonValueKind.False, ref reader, ""),
        _ => Leaf(JsonValueKind.Null, ref reader, ""),
    };

    private PlacedValue Leaf(JsonValueKind kind, ref Utf8JsonReader reader, string text) => new(kind, Span(ref reader), text, [], []);

    private PlacedValue Object(ref Utf8JsonReader reader)
    {
        SourceSpan span = Span(ref reader);
        ImmutableArray<PlacedMember>.Builder members = ImmutableArray.CreateBuilder<PlacedMember>();
        HashSet<string> names = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString() ?? "";
            SourceSpan nameSpan = Span(ref reader);
            if (!names.Add(name))
            {
                _diagnostics.Report(RiskDiagnostics.RepeatedField, nameSpan, name);
            }

            reader.Read();
            members.Add(new PlacedMember(name, nameSpan, Value(ref reader)));
        }

        return new PlacedValue(JsonValueKind.Object, span, "", members.DrainToImmutable(), []);
    }

    private PlacedValue List(ref Utf8JsonReader reader)
    {
        SourceSpan span = Span(ref reader);
        ImmutableArray<PlacedValue>.Builder items = ImmutableArray.CreateBuilder<PlacedValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value(ref reader));
        }

        return new PlacedValue(JsonValueKind.Array, span, "", [], items.DrainToImmutable());
    }

    /// <summary>The current token. Offsets only grow, so each byte is counted once.</summary>
    private SourceSpan Span(ref Utf8JsonReader reader)
    {
        int start = Characters((int)reader.TokenStartIndex);
        int end = Characters((int)reader.BytesConsumed);
        return new SourceSpan(_source, TextSpan.FromBounds(start, end));
    }

    private int Characters(int bytes)
    {
        _charactersSeen += Encoding.UTF8.GetCharCount(_utf8.AsSpan(_bytesSeen, bytes - _bytesSeen));
        _bytesSeen = bytes;
        return _charactersSeen;
    }
}
