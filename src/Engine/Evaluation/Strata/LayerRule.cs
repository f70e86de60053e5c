namespace CryptoScalp.Rules.Engine;

/// <summary>A rule of a recursive layer without a group, its joins parted by what they start from.</summary>
internal sealed class LayerRule
{
    public LayerRule(RuleRunner runner, Table[] layer)
    {
        Runner = runner;
        Goal = new GoalProbe(runner, layer);
        Inner = [.. runner.Deltas.Where(delta => layer.Any(relation => relation.Predicate.Id == delta.Predicate))];
        Outer = [.. runner.Deltas.Except(Inner)];
    }

    public RuleRunner Runner { get; }

    public GoalProbe Goal { get; }

    /// <summary>Start from a row of the layer.</summary>
    public DeltaRunner[] Inner { get; }

    /// <summary>Start from a row, or the absence of one, of a layer below.</summary>
    public DeltaRunner[] Outer { get; }

    /// <summary>True when the body reads no relation of the layer.</summary>
    public bool IsBase => Inner.Length == 0;
}
