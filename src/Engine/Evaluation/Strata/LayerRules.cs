namespace CryptoScalp.Rules.Engine;

/// <summary>The rules of a recursive layer that have no group, by what leads to and from them.</summary>
internal sealed class LayerRules
{
    private readonly Dictionary<Table, (LayerRule Rule, DeltaRunner Delta)[]> _reading = [];
    private readonly Dictionary<Table, LayerRule[]> _deriving = [];

    public LayerRules(IEnumerable<RuleRunner> rules, Table[] layer)
    {
        All = [.. rules.Select(rule => new LayerRule(rule, layer))];
        foreach (Table relation in layer)
        {
            _reading[relation] = [.. from rule in All from delta in rule.Inner where delta.Predicate == relation.Predicate.Id select (rule, delta)];
            _deriving[relation] = [.. All.Where(rule => rule.Runner.Target == relation).OrderBy(static rule => rule.Goal.RankedCount)];
        }
    }

    public LayerRule[] All { get; }

    /// <summary>The joins that start from a row of the relation.</summary>
    public (LayerRule Rule, DeltaRunner Delta)[] Reading(Table relation) => _reading[relation];

    /// <summary>The rules whose heads are in the relation, those that rest on the fewest rows of the layer first.</summary>
    public LayerRule[] Deriving(Table relation) => _deriving[relation];
}
