using System.Net;

namespace CryptoScalp.Rules.Host;

/// <summary>Where a host listens, and the bounds of what it answers.</summary>
public sealed record HostOptions
{
    /// <summary>Default: loopback only. Any other address needs a key.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>What <c>X-Api-Key</c> must be; null for none. Needed for what writes, and for everything but health when the address is not loopback.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Names that the <c>Host</c> header may have besides the address itself and <c>localhost</c>; against DNS rebinding.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The journal of the run, for what is older than memory holds; null when nothing is recorded.</summary>
    public string? Journal { get; init; }

    /// <summary>The largest request body in bytes. Default 256 KiB.</summary>
    public int MaxBodyBytes { get; init; } = 256 * 1024;

    /// <summary>The deepest nesting of a request's JSON. Default 8.</summary>
    public int MaxJsonDepth { get; init; } = 8;

    /// <summary>The most rows that a query may answer. Default 10,000.</summary>
    public int MaxRows { get; init; } = 10_000;

    /// <summary>The longest that a request may take. Default 5 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests that are answered at the same time; more are refused at once. Default 32.</summary>
    public int MaxConcurrentRequests { get; init; } = 32;

    /// <summary>Listeners of <c>/events</c>. Default 32.</summary>
    public int MaxEventClients { get; init; } = 32;

    /// <summary>Events that may wait for one listener; one that is slower is dropped. Default 512.</summary>
    public int EventBuffer { get; init; } = 512;

    /// <summary>Decisions kept in memory with their proofs, the newest. Default 2,000; older ones come from the journal.</summary>
    public int DecisionsKept { get; init; } = 2_000;

    /// <summary>Non-decisions kept in memory. Default 2,000.</summary>
    public int NonDecisionsKept { get; init; } = 2_000;

    /// <summary>Measures time: time-outs, heartbeats, the age of the last event. No result depends on it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public bool IsLoopback => IPAddress.IsLoopback(Address);
}
