using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A clause with names resolved and expressions lowered; types and order of strata come later.</summary>
internal sealed class DraftRule
{
    /// <summary>Derive, or change state.</summary>
    public RuleEffect Effect { get; init; }

    public required PredicateSymbol Head { get; init; }

    public required ImmutableArray<DraftExpression> HeadArguments { get; init; }

    public required ImmutableArray<DraftLiteral> Body { get; init; }

    public required ImmutableArray<DraftTransform> Transforms { get; init; }

    public required RuleScope Scope { get; init; }

    public required RuleAttributes Attributes { get; init; }

    public required SourceSpan Span { get; init; }

    public required SourceSpan HeadSpan { get; init; }

    public string? Doc { get; init; }

    public DraftHysteresis? Hysteresis { get; init; }

    public bool IsGrouped => Transforms.Any(static t => t is DraftGroup);

    /// <summary>A fault was reported in this clause; checks that would only repeat it stay silent.</summary>
    public bool IsFaulty => Scope.IsFaulty || Head.IsRefused;

    /// <summary>A clause without a body whose arguments are constants.</summary>
    public bool IsFact => Effect == RuleEffect.Derive && Body.IsEmpty && Transforms.IsEmpty && HeadArguments.All(static a => a.IsGround);
}
