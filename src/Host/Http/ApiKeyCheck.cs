using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>Compares <c>X-Api-Key</c> with the key, in a time that does not depend on where they differ.</summary>
internal sealed class ApiKeyCheck(HostOptions options)
{
    public const string Header = "X-Api-Key";

    /// <summary>Shorter keys can be guessed.</summary>
    public const int MinLength = 16;

    private readonly byte[]? _hash = options.ApiKey is { } key ? SHA256.HashData(Encoding.UTF8.GetBytes(key)) : null;

    /// <exception cref="RequestFault">The route needs the key and the request does not have it.</exception>
    public void Check(HttpRequest request, HostRoute route)
    {
        if (!route.Writes && (options.IsLoopback || route.IsProbe))
        {
            return;
        }

        string given = request.Headers[Header].ToString();
        if (_hash is null)
        {
            throw new RequestFault(403, HostDiagnostics.KeyRequired, "of no use here: this host was started without a key, so nothing that writes is allowed");
        }

        if (!CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(given))))
        {
            throw new RequestFault(401, HostDiagnostics.KeyRequired, given.Length == 0 ? "missing" : "not the key of this host");
        }
    }
}
