using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Everything that evaluation reads: relations, parameters, event time.</summary>
internal sealed class EngineState(RulePlan plan)
{
    /// <summary>By predicate id.</summary>
    public Table[] Relations { get; } = [.. plan.Predicates.Select(static p => new Table(p))];

    public Interner Interner { get; } = new();

    /// <summary>Values in force, by index.</summary>
    public Value[] Params { get; set; } = [.. plan.Params.Select(static p => p.Value)];

    public EventTime Now { get; set; }
}
