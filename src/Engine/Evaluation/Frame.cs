using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What one rule's joins read and change: the current substitution, the rows it matched, and which state each literal sees.</summary>
internal sealed class Frame(EngineState state, int slots, int literals, int positives, int head, int member)
{
    public EngineState State { get; } = state;

    /// <summary>Slot to value. Which of them are bound is known from the order of steps.</summary>
    public Value[] Slots { get; set; } = new Value[slots];

    /// <summary>By literal of the body.</summary>
    public RowView[] Views { get; } = new RowView[literals];

    /// <summary>The row that each positive atom matched, by ordinal.</summary>
    public int[] Matched { get; } = new int[positives];

    /// <summary>The cells of the row that the current substitution derives.</summary>
    public long[] Head { get; } = new long[head];

    /// <summary>What the current substitution is to its group, as cells; see <see cref="MemberShape"/>.</summary>
    public long[] Member { get; } = new long[member];

    /// <summary>An argument of the group's aggregates failed for <see cref="Member"/>.</summary>
    public bool IsMemberBad { get; set; }

    /// <summary>Takes each substitution that satisfies the body.</summary>
    public ISolutionSink Sink { get; set; } = null!;

    /// <summary>The sink, when it takes heads; set with <see cref="Sink"/>.</summary>
    public HeadSink HeadSink { get; set; } = null!;

    /// <summary>The sink, when replaced rows run; set before they do.</summary>
    public SignedSink SignedSink { get; set; } = null!;

    /// <summary>For which keys the rule held before; null for a rule without hysteresis.</summary>
    public Episodes? Episodes { get; set; }

    /// <summary>What the rule's negated atoms look for; null where nothing is logged.</summary>
    public AbsentAtoms? AbsentAtoms { get; init; }

    /// <summary>What they looked for in the current substitution; see <see cref="AbsentAtoms.Keys"/>.</summary>
    public long[] Absent { get; init; } = [];

    /// <summary>Calls of built-in functions in the rule's emitted code.</summary>
    public CallSite[] Calls { get; set; } = [];

    /// <summary>Buffers in which the rule's emitted code puts the rows that it looks up.</summary>
    public long[][] Keys { get; set; } = [];

    /// <summary>The tables that the rule's emitted code reads.</summary>
    public Table[] Tables { get; set; } = [];

    /// <summary>Literals and expressions that failed: each dropped one substitution.</summary>
    public long Failures
    {
        get;
        set
        {
            field = value;
            State.HasFailures |= value != 0;
        }
    }

    /// <summary>Set when a budget is spent; every loop ends.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Counts a failure.</summary>
    public void Fail() => Failures++;
}

/// <summary>Takes each substitution that satisfies a body.</summary>
internal interface ISolutionSink
{
    void Accept(Frame frame);
}
