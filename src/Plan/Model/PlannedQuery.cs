using System.Collections.Immutable;

namespace CryptoScalp.Rules.Plan;

/// <summary>A conjunctive query in an order that can be run. It brings no index: what none of the rules needs is found by a scan.</summary>
/// <param name="Steps">The literals, ordered.</param>
/// <param name="BoundInBody">By slot: has it a value in every answer.</param>
/// <param name="LiteralCount">Literals of the query.</param>
/// <param name="PositiveCount">Positive atoms among them.</param>
public sealed record PlannedQuery(ImmutableArray<PlanStep> Steps, ImmutableArray<bool> BoundInBody, int LiteralCount, int PositiveCount);
