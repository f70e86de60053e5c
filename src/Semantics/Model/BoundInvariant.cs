using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>invariant name: body =&gt; conclusion.</c> or <c>never name: body.</c>: a promise for all facts that fit the declarations. It changes no result of the rules.</summary>
/// <remarks>
/// It is violated where the body holds and no substitution of the remaining variables makes the conclusion hold; a <c>never</c> has an empty
/// conclusion that never holds. In its atoms a predicate id of <c>BoundProgram.Predicates.Length + i</c> stands for the decisions of
/// <c>BoundProgram.Decides[i]</c>: key columns, action, size, emitted in the moment that is looked at.
/// </remarks>
public sealed record BoundInvariant
{
    public required string Name { get; init; }

    public required bool IsNever { get; init; }

    public required ImmutableArray<BoundLiteral> Body { get; init; }

    /// <summary>Empty for a <c>never</c>.</summary>
    public required ImmutableArray<BoundLiteral> Conclusion { get; init; }

    /// <summary>Slot to variable name; wildcards and lowered expressions get names that start with <c>_</c>.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>The doc comment before it, without its slashes.</summary>
    public string? Doc { get; init; }
}
