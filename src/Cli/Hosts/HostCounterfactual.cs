using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Host;

namespace CryptoScalp.Rules.Cli;

/// <summary>Asks a host what would have changed a recorded decision.</summary>
internal static class HostCounterfactual
{
    /// <exception cref="HostFaultException">There is no answer, or it says what is wrong.</exception>
    public static ShownCounterfactual Ask(HostClient host, string id)
    {
        HostAnswer answer = host.Post("what-would", new JsonObject { ["id"] = id });
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Text);
            JsonElement found = document.RootElement;
            return new ShownCounterfactual(
                found.GetProperty("candidate").GetString()!, found.GetProperty("wouldFire").GetBoolean(), Texts(found, "changes"), found.GetProperty("cost").GetDouble(), Texts(found, "reasons"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HostFaultException(ExitCode.Failed, HostDiagnostics.NotAHost, "the address", e.Message);
        }
    }

    private static ImmutableArray<string> Texts(JsonElement found, string name) => [.. found.GetProperty(name).EnumerateArray().Select(static t => t.GetString()!)];
}
