using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a summary of why-nots is to be about.</summary>
public sealed record SummaryRequest
{
    /// <summary>The most moments that are asked about.</summary>
    public const int MostMoments = 10_000;

    /// <summary>One symbol; null for all that the run has.</summary>
    public string? Symbol { get; init; }

    /// <summary>The earliest event time; null for the start of the run.</summary>
    public EventTime? From { get; init; }

    /// <summary>The latest; null for the end.</summary>
    public EventTime? To { get; init; }

    /// <summary>At how many moments, evenly spread, the rules are asked why they propose nothing: 1 to <see cref="MostMoments"/>. Default 200.</summary>
    public int Moments
    {
        get;
        init => field = value is >= 1 and <= MostMoments ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"the rules are asked at 1 to {MostMoments} moments");
    } = 200;
}
