using CryptoScalp.Rules.Primitives;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>A parameter that a route does not have is refused: a filter that is misspelt would otherwise be one that was never asked for.</summary>
internal static class ParameterCheck
{
    /// <exception cref="RequestFault">The query string names a parameter that the route does not have.</exception>
    public static void Check(HttpRequest request, HostRoute route)
    {
        if (!request.QueryString.HasValue || route.IsProbe || route.IsPage)
        {
            return;
        }

        foreach (string name in request.Query.Keys)
        {
            if (!Has(route, name))
            {
                string[] names = [.. route.Parameters.Select(static p => p.Name)];
                string there = NameSuggestion.Nearest(name, names) is { } near ? $"did you mean '{near}'?" : names.Length == 0 ? "this route has none" : $"there are {string.Join(", ", names)}";
                throw new RequestFault(400, HostDiagnostics.FieldWrong, HostCall.Short(name), $"there is no such parameter; {there}");
            }
        }
    }

    private static bool Has(HostRoute route, string name)
    {
        foreach (RouteParameter parameter in route.Parameters)
        {
            if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
