using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>What kept one rule from proposing, over all the moments at which it was asked.</summary>
public sealed record RuleBlocks
{
    public required string RuleId { get; init; }

    /// <summary><c>file.rules:12</c>.</summary>
    public required string Location { get; init; }

    /// <summary>How often it was asked and proposed nothing: moments times keys.</summary>
    public required int Asked { get; init; }

    /// <summary>How many conditions were unmet at once, on average over those times.</summary>
    public required double UnmetOnAverage { get; init; }

    /// <summary>What was unmet, most often first; then those that were alone most often.</summary>
    public required ImmutableArray<BlockingCause> Causes { get; init; }
}
