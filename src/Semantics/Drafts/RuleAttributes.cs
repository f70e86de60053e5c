using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What <c>#[…]</c> says about a rule.</summary>
internal sealed record RuleAttributes
{
    public static RuleAttributes None { get; } = new();

    public string? Id { get; init; }

    public SourceSpan? IdSpan { get; init; }

    public int Priority { get; init; }

    public string? Class { get; init; }

    public string? Doc { get; init; }

    /// <summary>As written; its thresholds are lowered with the clause.</summary>
    public ApplicationSyntax? Hysteresis { get; init; }
}
