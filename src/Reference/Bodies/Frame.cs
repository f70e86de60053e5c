using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Everything that evaluating one body needs and changes: the current substitution and the rows that it matched.</summary>
internal sealed class Frame
{
    public Frame(EvaluationContext context, int slots, int positives, ISolutionSink sink)
    {
        Context = context;
        Slots = new Value[slots];
        Ranges = new RowRange[positives];
        Matched = new int[positives];
        Sink = sink;
    }

    public EvaluationContext Context { get; }

    /// <summary>Slot to value. Which of them are bound is known from the order of steps.</summary>
    public Value[] Slots { get; set; }

    /// <summary>Which rows each positive literal may match.</summary>
    public RowRange[] Ranges { get; }

    /// <summary>The row that each positive literal matched.</summary>
    public int[] Matched { get; }

    public ISolutionSink Sink { get; set; }

    /// <summary>For which keys the rule held before; null for a rule without hysteresis.</summary>
    public Dictionary<RowKey, long>? Episodes { get; init; }

    /// <summary>Literals and expressions that failed: each dropped one substitution.</summary>
    public long Failures { get; set; }

    /// <summary>Set when a budget is spent; every loop ends.</summary>
    public bool IsStopped { get; set; }
}
