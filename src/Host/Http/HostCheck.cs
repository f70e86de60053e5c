using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>Refuses requests whose <c>Host</c> header is not one of ours: a page of another site that had its name point to this machine must not read a word.</summary>
internal sealed class HostCheck
{
    private readonly HashSet<string> _names;

    public HostCheck(HostOptions options)
    {
        _names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
        _names.UnionWith(options.HostNames);
        if (!options.IsLoopback)
        {
            _names.Add(options.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{options.Address}]" : options.Address.ToString());
        }
    }

    /// <exception cref="RequestFault">It is none of ours.</exception>
    public void Check(HttpRequest request)
    {
        if (!request.Host.HasValue || !_names.Contains(request.Host.Host))
        {
            throw new RequestFault(421, HostDiagnostics.HostRefused, HostCall.Short(request.Host.Value ?? ""), string.Join(", ", _names.Order(StringComparer.Ordinal)));
        }
    }
}
