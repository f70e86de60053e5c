namespace CryptoScalp.Rules.Host;

/// <summary>Every route, in the order of the documentation.</summary>
internal static class RouteTable
{
    public static IReadOnlyList<HostRoute> All { get; } =
    [
        .. StatusRoutes.All,
        .. ListRoutes.All,
        .. DecisionRoutes.All,
        QueryRoute.Route,
        WhyRoute.Route,
        WhyNotRoute.Route,
        WhyNotSummaryRoute.Route,
        WhatIfRoute.Route,
        WhatWouldRoute.Route,
        AnalyzeRoute.Route,
        .. PackRoutes.All,
        EventsRoute.Route,
        new("GET", "/openapi.json", "This description.", static _ => new(OpenApiDocument.Answer)),
        .. PageRoutes.All,
    ];
}
