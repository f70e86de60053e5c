using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>How a program runs: the sole contract of compiler and engine. Immutable; the same sources give the same plan.</summary>
public sealed record RulePlan
{
    /// <summary>By predicate id.</summary>
    public required ImmutableArray<PlannedPredicate> Predicates { get; init; }

    /// <summary>By rule index.</summary>
    public required ImmutableArray<PlannedRule> Rules { get; init; }

    /// <summary>Lowest first.</summary>
    public required ImmutableArray<PlannedStratum> Strata { get; init; }

    /// <summary>By parameter index.</summary>
    public required ImmutableArray<PlannedParam> Params { get; init; }

    /// <summary>Facts of the program text.</summary>
    public required ImmutableArray<Fact> Facts { get; init; }
}

/// <summary>A predicate and the indexes that its rows need.</summary>
/// <param name="Key">Column indexes of the declared key; empty when rows are a plain set.</param>
/// <param name="Indexes">Each an ascending list of columns.</param>
public sealed record PlannedPredicate(int Id, string Name, int Arity, ImmutableArray<int> Key, bool IsDerived, ImmutableArray<ImmutableArray<int>> Indexes)
{
    /// <summary>What the cells of each column mean; empty while no pass has chosen, which reads as <see cref="CellKind.Interned"/>.</summary>
    public ImmutableArray<CellKind> Kinds { get; init; } = [];

    /// <summary>Rows given at t are present while now &lt; t + this many nanoseconds; null when they stay.</summary>
    public long? TtlNs { get; init; }

    /// <summary>Changes older than now by more than this many nanoseconds go to <c>late</c>; null when none is too late.</summary>
    public long? LatenessNs { get; init; }

    /// <summary>Set for a view of another predicate's past, which the engine keeps up to date like a given predicate.</summary>
    public BoundView? View { get; init; }

    /// <summary>Whether and how rows carry certainty.</summary>
    public BoundTag? Tag { get; init; }

    /// <summary>How values of one column are merged.</summary>
    public BoundMerge? Merge { get; init; }

    /// <summary>What the state must keep; null when nothing is promised.</summary>
    public PlannedPromises? Promises { get; init; }

    /// <summary>True when one row is made of several derivations.</summary>
    public bool IsCombined => Tag is not null || Merge is not null;

    /// <summary>True when a limit counts the rows that rules derive, and is kept while they are derived.</summary>
    public bool LimitsDerived => Promises?.Limit is not null && IsDerived && !IsCombined;

    /// <summary>The kind of a column's cells.</summary>
    public CellKind KindOf(int column) => Kinds.IsEmpty ? CellKind.Interned : Kinds[column];
}

/// <summary>A parameter and its value in the program text.</summary>
public sealed record PlannedParam(string Name, Value Value);

/// <summary>One evaluation layer.</summary>
/// <param name="Predicates">Derived here.</param>
/// <param name="Rules">Whose heads are here.</param>
/// <param name="Reads">Predicates of lower layers that its rules read, ascending.</param>
/// <param name="IsRecursive">A rule reads a predicate of this layer: maintained as a set; otherwise by counting derivations.</param>
/// <param name="UsesNow">Some rule reads <c>now</c>; what time changes is told by <see cref="PlannedRule.Clock"/>.</param>
/// <param name="UsesParams">Evaluated anew when a parameter changes.</param>
/// <param name="NeedsTimes">Evaluated anew when anything below it changes, event times of facts included: groups read the times of derived rows.</param>
public sealed record PlannedStratum(
    ImmutableArray<int> Predicates, ImmutableArray<int> Rules, ImmutableArray<int> Reads, bool IsRecursive, bool UsesNow, bool UsesParams, bool NeedsTimes)
{
    /// <summary>Joins of its rules that are run together as far as they are alike.</summary>
    public ImmutableArray<SharedJoin> Shared { get; init; } = [];
}
