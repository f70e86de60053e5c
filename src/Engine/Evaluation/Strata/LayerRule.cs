namespace CryptoScalp.Rules.Engine;

/// <summary>A rule of a recursive layer without a group, its joins parted by what they start from.</summary>
internal sealed class LayerRule
{
    public LayerRule(RuleRunner runner, Table[] layer, EngineState state)
    {
        Runner = runner;
        Target = Array.IndexOf(layer, runner.Target);
        Goal = new GoalProbe(runner, layer, state);
        Inner = [.. runner.Deltas.Where(delta => layer.Any(relation => relation.Predicate.Id == delta.Predicate))];
        Outer = [.. runner.Deltas.Except(Inner)];
        runner.Prepare();
        Array.ForEach(runner.Deltas, static delta => delta.PrepareFollowing());
    }

    public RuleRunner Runner { get; }

    /// <summary>The place of the head's relation in the layer.</summary>
    public int Target { get; }

    public GoalProbe Goal { get; }

    /// <summary>Takes what the rule derives anew; set by the layer.</summary>
    public HeadSink Found { get; set; } = null!;

    /// <summary>Start from a row of the layer.</summary>
    public DeltaRunner[] Inner { get; }

    /// <summary>Start from a row, or the absence of one, of a layer below.</summary>
    public DeltaRunner[] Outer { get; }

    /// <summary>True when the body reads no relation of the layer.</summary>
    public bool IsBase => Inner.Length == 0;
}
