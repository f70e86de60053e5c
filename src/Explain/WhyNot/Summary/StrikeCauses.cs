using System.Globalization;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>What struck a candidate, in the state in which it was struck.</summary>
internal sealed class StrikeCauses(IRuleSession session, BoundProgram program, BoundDecide decide)
{
    /// <summary>Levels of a veto's proof that are looked through for the nearest threshold.</summary>
    private const int Depth = 4;

    private readonly LiftFinder _lifts = new(session, program, new SlotReader(session, program));

    public IReadOnlyList<CountedCause> Of(NonDecision struck) => [.. struck.Reasons.SelectMany(Of)];

    private IEnumerable<CountedCause> Of(NonDecisionReason reason) => reason switch
    {
        VetoedReason vetoed => vetoed.Vetoes.Select(Of),
        RequirementUnmetReason unmet => unmet.Names.Select(static name => new CountedCause("requirement", "", $"requirement {name} unmet", null)),
        CappedToNothingReason cap => [new CountedCause("cap", RuleOf(cap.Cap), $"capped to nothing by {WithoutKey(cap.Cap)}", null)],
        LostReason lost => [new CountedCause("lost", lost.Winner.RuleId, $"lost by {Word(lost.Criterion)} to {(lost.Winner.RuleId.Length == 0 ? "a given candidate" : lost.Winner.RuleId)}", null)],
        CooldownReason wait => [new CountedCause("cooldown", "", "cooling down", new MeasuredDistance("it takes another", "s", Seconds(wait.Until.Nanoseconds - session.Now.Nanoseconds)))],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private CountedCause Of(Fact veto) => new("vetoed", RuleOf(veto), WithoutKey(veto), MeasuredDistance.Of(_lifts.Of(veto, Depth)?.Change));

    private string RuleOf(Fact fact) => session.DerivationOf(fact) is { } derivation ? program.Rules[derivation.RuleIndex].Id : "";

    /// <summary>Counted over all keys: <c>veto(_, /volatile)</c>.</summary>
    private string WithoutKey(Fact fact) => $"{fact.Predicate}({string.Join(", ", fact.Arguments.Select((value, i) => i < decide.Key.Length ? "_" : value.ToString()))})";

    private static string Word(OrderCriterion criterion) => criterion.ToString().ToLowerInvariant();

    private static string Seconds(long nanoseconds) => (Math.Max(0, nanoseconds) / 1e9m).ToString("0.#########", CultureInfo.InvariantCulture);
}
