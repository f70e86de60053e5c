namespace CryptoScalp.Rules.Engine;

/// <summary>The rules of a recursive layer that have no group, by what leads to and from them.</summary>
internal sealed class LayerRules
{
    private readonly (LayerRule Rule, DeltaRunner Delta)[][] _reading;
    private readonly LayerRule[][] _deriving;

    public LayerRules(IEnumerable<RuleRunner> rules, Table[] layer, EngineState state)
    {
        All = [.. rules.Select(rule => new LayerRule(rule, layer, state))];
        _reading = [.. layer.Select(relation => All.SelectMany(static rule => rule.Inner.Select(delta => (rule, delta)))
            .Where(pair => pair.delta.Predicate == relation.Predicate.Id).ToArray())];
        _deriving = [.. layer.Select((_, number) => All.Where(rule => rule.Target == number).OrderBy(static rule => rule.Goal.RankedCount).ToArray())];
    }

    public LayerRule[] All { get; }

    /// <summary>The joins that start from a row of a relation, by its place in the layer.</summary>
    public (LayerRule Rule, DeltaRunner Delta)[] Reading(int target) => _reading[target];

    /// <summary>The rules whose heads are in a relation, those that rest on the fewest rows of the layer first.</summary>
    public LayerRule[] Deriving(int target) => _deriving[target];
}
