using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>For how long nothing had matched a pattern that a proof names as absent. No part of the proof: no id covers it and the checker does not judge it.</summary>
/// <param name="Pattern">As the proof writes it.</param>
/// <param name="Since">When the last match went; null when nothing had matched since the run began.</param>
/// <param name="Last">The match that went then (of several the first in the order of facts), source text; null when there was none.</param>
public sealed record AbsenceSpan(string Pattern, EventTime? Since, string? Last)
{
    /// <summary>For people: <c>for 2700ms: scalp_held("BTCUSDT") went at 2024-01-01T00:00:20Z</c>.</summary>
    /// <param name="at">The moment of the proof.</param>
    internal string Words(EventTime at) => Since switch
    {
        null => "never before in this run",
        { } since when since == at => $"from this moment on: {Last} went",
        { } since => $"for {ReadableTime.Ago(at.Nanoseconds - since.Nanoseconds)}: {Last} went {ReadableTime.At(since)}",
    };
}
