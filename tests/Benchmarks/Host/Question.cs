using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A request as its bytes: made ahead, so that nothing of making it is measured.</summary>
/// <param name="Bytes">HTTP/1.1, whole.</param>
internal sealed record Question(byte[] Bytes)
{
    public static Question Get(Uri address, string path) => new(Encoding.ASCII.GetBytes($"GET /{path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));

    /// <param name="address">Of the host.</param>
    /// <param name="path">Without the leading slash.</param>
    /// <param name="json">ASCII.</param>
    public static Question Post(Uri address, string path, string json) => new(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST /{path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}")));
}
