using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A rule in binding form: variables are slots, expressions are typed, every literal knows its place.</summary>
public sealed record BoundRule
{
    public required int Index { get; init; }

    /// <summary>From <c>#[id("…")]</c>, otherwise <c>predicate#n</c> with n counting the rules of that predicate from 1 in (path, place) order. Unique in the program.</summary>
    public required string Id { get; init; }

    public required int HeadPredicate { get; init; }

    /// <summary>One per column; evaluated with the slots bound after body and transforms.</summary>
    public required ImmutableArray<BoundExpression> Head { get; init; }

    /// <summary>In source order. Safety guarantees that some order can evaluate them; evaluators choose it.</summary>
    public required ImmutableArray<BoundLiteral> Body { get; init; }

    /// <summary>In order; empty for most rules.</summary>
    public required ImmutableArray<BoundTransform> Transforms { get; init; }

    /// <summary>Slot to variable name; wildcards and lowered expressions get names that start with <c>_</c>.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>The doc comment before the rule, without its slashes.</summary>
    public string? Doc { get; init; }

    /// <summary>From <c>priority(n)</c>; default 0, larger wins.</summary>
    public int Priority { get; init; }

    /// <summary>From <c>class(/entry)</c>; null when not given. Decisions treat null as <c>/entry</c>.</summary>
    public string? Class { get; init; }

    /// <summary>What the rule does with its head: derive it, or change a stored predicate in the next step. State rules belong to no stratum.</summary>
    public RuleEffect Effect { get; init; }

    /// <summary>Facts (clauses without a body that are not ground constants) do not exist; a rule without literals has an empty body.</summary>
    public bool IsGrouped => Transforms.Any(static t => t is BoundGroup);
}
