using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>test "name" { … }</c>, bound.</summary>
public sealed record BoundTest(string Name, ImmutableArray<BoundTestStep> Steps, SourceSpan Span);

/// <summary>One step. Changes at one time before an expectation or a later time form one transaction.</summary>
public abstract record BoundTestStep
{
    private protected BoundTestStep()
    {
    }

    public required EventTime At { get; init; }

    public required SourceSpan Span { get; init; }
}

/// <summary>A fact given or taken.</summary>
public sealed record BoundTestChange : BoundTestStep
{
    public required FactChange Change { get; init; }
}

/// <summary>A parameter set.</summary>
public sealed record BoundTestSet : BoundTestStep
{
    public required string Param { get; init; }

    public required Value Value { get; init; }
}

/// <summary>An expectation about a relation: some row matches (or, for an absence, none does).</summary>
public sealed record BoundTestExpectFact : BoundTestStep
{
    public required bool IsAbsence { get; init; }

    /// <summary>A query: literals over slots, evaluated against the session's facts.</summary>
    public required BoundQuery Query { get; init; }

    /// <summary>For a presence: ids of rules one of which must have derived the matching fact.</summary>
    public ImmutableArray<string> BecauseRules { get; init; } = [];
}

/// <summary>An expectation about decisions emitted at this step's time (or, for an absence, none is).</summary>
public sealed record BoundTestExpectDecision : BoundTestStep
{
    public required bool IsAbsence { get; init; }

    public required string Decide { get; init; }

    /// <summary>One per decision column (key columns, action, size); null matches anything.</summary>
    public required ImmutableArray<Value?> Pattern { get; init; }

    /// <summary>The literal about the decision, for messages.</summary>
    public required SourceSpan LiteralSpan { get; init; }

    public ImmutableArray<BoundReason> Reasons { get; init; } = [];
}

/// <summary>Why a decision is expected or not.</summary>
/// <param name="Kind">What sort of reason.</param>
/// <param name="Text">Rule id, requirement's name, or the predicate of a veto.</param>
/// <param name="Pattern">For a veto: its columns; null matches anything.</param>
public sealed record BoundReason(ReasonKind Kind, string Text, ImmutableArray<Value?> Pattern, SourceSpan Span);

/// <summary>Sorts of reason in <c>because</c>.</summary>
public enum ReasonKind : byte
{
    /// <summary><c>"arb.enter"</c>: the decision was made by this rule; for an absence: no candidate of this rule exists.</summary>
    Rule,

    /// <summary><c>veto(S, /volatile)</c>: this veto struck.</summary>
    Veto,

    /// <summary><c>require(S, /timeframes)</c>: this requirement was unmet.</summary>
    Requirement,

    /// <summary><c>cooldown</c>.</summary>
    Cooldown,

    /// <summary><c>cap</c>: the size was capped to nothing.</summary>
    Cap,

    /// <summary><c>lost</c>: another candidate won.</summary>
    Lost,

    /// <summary><c>held</c>: the decision was emitted before and its episode goes on.</summary>
    Held,
}

/// <summary>A conjunctive query: the body of a rule without a head.</summary>
/// <param name="Literals">As in a rule body.</param>
/// <param name="Variables">Slot to name.</param>
public sealed record BoundQuery(ImmutableArray<BoundLiteral> Literals, ImmutableArray<string> Variables, SourceSpan Span);
