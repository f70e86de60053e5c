using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>A proposal: a fact and the rule that derives it (null when it was given).</summary>
internal sealed record Candidate(Fact Fact, BoundRule? Rule, BoundDecide Decide)
{
    public Value[] Key { get; } = [.. Decide.Key.Select(column => Fact.Arguments[column])];

    public Value Action => Fact.Arguments[Decide.ActionColumn];

    public Value Size => Fact.Arguments[Decide.SizeColumn];

    public Value Confidence => Decide.ConfidenceColumn is { } column ? Fact.Arguments[column] : Value.Float64(1.0);

    public string RuleId => Rule?.Id ?? "";

    public string Class => Rule?.Class ?? "/entry";

    public int Priority => Rule?.Priority ?? 0;

    /// <summary>The <c>/kind</c> of a structured action, otherwise the action itself: what requirements are met for.</summary>
    public Value Kind => Action.Kind is ValueKind.Struct or ValueKind.Map && Action.TryGetEntry(Value.Name("/kind"), out Value kind) ? kind : Action;

    /// <summary>As non-decisions' ids spell it.</summary>
    public override string ToString() => Rule is null ? $"{Fact}, given" : $"{Fact} by {RuleId} ({Class}, priority {Priority})";

    /// <summary>The steps of the one total order, strongest first, each named as records do: negative when <paramref name="left"/> comes first.</summary>
    public static IEnumerable<(string Step, int Order)> Order(Candidate left, Candidate right, ImmutableArray<string> classes)
    {
        yield return ("class", Rank(left, classes).CompareTo(Rank(right, classes)));
        yield return ("priority", right.Priority.CompareTo(left.Priority));
        yield return ("confidence", right.Confidence.CompareTo(left.Confidence));
        yield return ("rule id", string.CompareOrdinal(left.RuleId, right.RuleId));
        yield return ("action", left.Action.CompareTo(right.Action));
        yield return ("size", left.Size.CompareTo(right.Size));
        yield return ("fact", left.Fact.CompareTo(right.Fact));
    }

    private static int Rank(Candidate candidate, ImmutableArray<string> classes) =>
        classes.IndexOf(candidate.Class) is var rank && rank < 0 ? classes.Length : rank;
}
