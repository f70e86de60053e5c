using System.Text;

namespace CryptoScalp.Rules.Host;

/// <summary>What an endpoint answers: a whole body.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">With its charset.</param>
/// <param name="Body">UTF-8.</param>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string JsonType = "application/json; charset=utf-8";
    public const string TextType = "text/plain; charset=utf-8";
    public const string HtmlType = "text/html; charset=utf-8";

    /// <summary>For pages: what they may load. Null for everything else, which may load nothing.</summary>
    public string? ContentPolicy { get; init; }

    public static Answer Json(ReadOnlyMemory<byte> body, int status = 200) => new(status, JsonType, body);

    public static Answer Text(string text, string contentType = TextType, int status = 200) => new(status, contentType, Encoding.UTF8.GetBytes(text));
}
