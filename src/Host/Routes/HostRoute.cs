namespace CryptoScalp.Rules.Host;

/// <summary>Answers a call; a <see cref="RequestFault"/> becomes a problem document. Null when the endpoint wrote its answer itself, piece by piece.</summary>
internal delegate ValueTask<Answer?> RouteHandler(HostCall call);

/// <summary>One route: how it is reached, who may, and what the OpenAPI document says of it. Both come from this one table.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">A route pattern with plain <c>{names}</c>.</param>
/// <param name="Summary">One line.</param>
/// <param name="Handler">What answers.</param>
internal sealed record HostRoute(string Method, string Path, string Summary, RouteHandler Handler)
{
    /// <summary>Changes something: needs the key even on loopback.</summary>
    public bool Writes { get; init; }

    /// <summary>For load balancers and scrapers: answered without a key, and also when the host is busy.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Stays open: bounded by the number of listeners instead of the time.</summary>
    public bool IsStream { get; init; }

    /// <summary>The longest that an answer may take, where that is more than <see cref="HostOptions.RequestTimeout"/>.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Belongs to the console page; not part of the API.</summary>
    public bool IsPage { get; init; }

    /// <summary>Query parameters.</summary>
    public IReadOnlyList<RouteParameter> Parameters { get; init; } = [];

    /// <summary>The JSON schema of the body; null when it takes none.</summary>
    public string? BodySchema { get; init; }

    /// <summary>An example of a body.</summary>
    public string? BodyExample { get; init; }

    /// <summary>Media types of a good answer.</summary>
    public IReadOnlyList<string> Forms { get; init; } = ["application/json"];

    /// <summary>The faults of its own: status to what it means. Those that every route may have are added.</summary>
    public IReadOnlyList<(int Status, string Meaning)> Faults { get; init; } = [];
}

/// <param name="Name">As in the query string.</param>
/// <param name="Type">JSON schema type.</param>
/// <param name="Description">Range, default, meaning.</param>
internal sealed record RouteParameter(string Name, string Type, string Description);
