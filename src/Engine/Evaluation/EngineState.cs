using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Everything that evaluation reads: relations, parameters, event time.</summary>
internal sealed class EngineState
{
    private readonly RulePlan _plan;
    private Value[] _params;

    /// <param name="plan">What is evaluated.</param>
    /// <param name="options">How.</param>
    /// <param name="interner">Values that have numbers already; null to begin with none.</param>
    public EngineState(RulePlan plan, SessionOptions options, Interner? interner = null)
    {
        _plan = plan;
        Interner = interner ?? new Interner();
        Emits = options.Evaluation == EvaluationKind.Emitted && RuntimeFeature.IsDynamicCodeSupported;
        Log = options.ProvenanceCapacity > 0 ? new ProvenanceLog(options.ProvenanceCapacity) : null;
        CompilesAhead = options.CompilesAhead;
        Code = options.Code;
        Relations = [.. plan.Predicates.Select(p => new Table(p, Touched))];
        ParamKinds = [.. plan.Params.Select(static p => CellKinds.Of(p.Value.Kind))];
        ParamCells = new long[ParamKinds.Length];
        Proofs = new Dictionary<RowKey, ProofSet>?[Relations.Length];
        Past = new PastViews(plan, this);
        _params = [];
        Params = [.. plan.Params.Select(static p => p.Value)];
    }

    /// <summary>True when joins become machine code; otherwise the plan is interpreted.</summary>
    public bool Emits { get; }

    /// <summary>True when machine code is made at once, false when it is made as a join first runs.</summary>
    public bool CompilesAhead { get; }

    /// <summary>Code that other sessions have, too; null when none is shared.</summary>
    public EmittedCode? Code { get; }

    /// <summary>Where derivations are recorded; null when that is switched off.</summary>
    public ProvenanceLog? Log { get; }

    /// <summary>The running transaction's number.</summary>
    public long Sequence { get; set; }

    /// <summary>By predicate id.</summary>
    public Table[] Relations { get; }

    /// <summary>Those of <see cref="Relations"/> that the running transaction has touched.</summary>
    public TouchedTables Touched { get; } = new();

    /// <summary>Set when some rule counts a failure: while it is not, no rule has any.</summary>
    public bool HasFailures { get; set; }

    public Interner Interner { get; }

    /// <summary>What the running transaction asserted, as events.</summary>
    public AssertedRows Asserted { get; } = new();

    /// <summary>By predicate id: the proofs that each row of a <c>/topk</c> predicate keeps; null for others.</summary>
    public Dictionary<RowKey, ProofSet>?[] Proofs { get; }

    /// <summary>What changes as time passes.</summary>
    public PastViews Past { get; }

    /// <summary>Whatever keeps cells outside <see cref="Relations"/>.</summary>
    public List<ICellHolder> Holders { get; } = [];

    /// <summary>Values in force, by index. Each keeps the kind that it had in the program text.</summary>
    public Value[] Params
    {
        get => _params;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set
        {
            if (!ReferenceEquals(_params, value))
            {
                SetParams(value);
            }
        }
    }

    /// <summary>The values in force as cells.</summary>
    public long[] ParamCells { get; }

    public CellKind[] ParamKinds { get; }

    public EventTime Now { get; set; }

    /// <summary>True while a transaction derives. Between transactions proofs are asked for, which are of what the last one derived with the memory that it had.</summary>
    public bool IsDeriving { get; set; }

    /// <summary>Counts transactions that stand.</summary>
    public long Standing { get; set; }

    public long NowCell => Now.Nanoseconds;

    /// <summary>The time of the last transaction that stands.</summary>
    public EventTime NowBefore { get; set; }

    /// <summary>Gives up the interned values that neither a row nor a parameter holds any more.</summary>
    public void Sweep()
    {
        Interner.BeginSweep();
        foreach (Table table in Relations)
        {
            table.MarkInterned(Interner);
        }

        for (int i = 0; i < ParamCells.Length; i++)
        {
            if (ParamKinds[i] == CellKind.Interned)
            {
                Interner.Mark(ParamCells[i]);
            }
        }

        Past.MarkInterned(Interner);
        foreach (ICellHolder holder in Holders)
        {
            holder.MarkInterned(Interner);
        }

        Log?.MarkInterned(_plan, Interner);
        Interner.EndSweep();
    }

    private void SetParams(Value[] value)
    {
        _params = value;
        for (int i = 0; i < value.Length; i++)
        {
            if (!Interner.TryEncode(value[i], ParamKinds[i], out ParamCells[i]))
            {
                throw new InvalidOperationException($"parameter {i} changed its kind to {value[i].Kind}");
            }
        }
    }
}
