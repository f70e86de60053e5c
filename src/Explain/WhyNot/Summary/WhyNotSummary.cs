using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Why decisions were not made over a span of time: what struck candidates, and what kept rules from proposing any. Immutable; texts are source text of the rule language.</summary>
public sealed record WhyNotSummary
{
    /// <summary>Inclusive.</summary>
    public required EventTime From { get; init; }

    /// <summary>Inclusive.</summary>
    public required EventTime To { get; init; }

    /// <summary>When the rules of the span's end came into force, where the span that was asked for begins earlier: <see cref="From"/> is then no earlier. Null otherwise.</summary>
    public EventTime? RulesSince { get; init; }

    public required string ProgramVersion { get; init; }

    /// <summary>Keys that were asked about, as text: <c>"BTCUSDT"</c>.</summary>
    public required ImmutableArray<string> Keys { get; init; }

    /// <summary>At how many moments each key was asked about.</summary>
    public required int Moments { get; init; }

    /// <summary>Decisions made in the span.</summary>
    public required int Decisions { get; init; }

    /// <summary>Candidates that were not decided in the span, each once while its reasons stayed the same.</summary>
    public required int NonDecisions { get; init; }

    /// <summary>What struck them, most often first.</summary>
    public required ImmutableArray<BlockingCause> Struck { get; init; }

    /// <summary>Rules that vetoes can strike (entries) and that proposed nothing, the closest first: fewest unmet on average.</summary>
    public required ImmutableArray<RuleBlocks> Rules { get; init; }
}
