using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A predicate with its columns.</summary>
public sealed record BoundPredicate
{
    public required int Id { get; init; }

    /// <summary>Qualified: <c>market.quote</c> inside <c>Package market!</c>, otherwise bare.</summary>
    public required string Name { get; init; }

    /// <summary>One per column; declared or inferred.</summary>
    public required ImmutableArray<BoundType> Types { get; init; }

    /// <summary>Declared column names, or <c>arg1</c>, <c>arg2</c>, ….</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>Column indexes of the declared key; empty when rows are a plain set.</summary>
    public ImmutableArray<int> Key { get; init; } = [];

    /// <summary>Column indexes of calls: <c>rsi(14)</c> written there is the text "rsi(14)".</summary>
    public ImmutableArray<int> Calls { get; init; } = [];

    /// <summary>What the numbers of a column count, by column index: <c>/bps</c>, <c>/fraction</c>. Read by the lint; evaluation does not know of it.</summary>
    public ImmutableSortedDictionary<int, string> Units { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>True when some rule derives it (IDB).</summary>
    public required bool IsDerived { get; init; }

    /// <summary>True when <c>assert</c> or <c>retract</c> rules change it. Its rows live until they are taken away; it may be given from outside too, and is never derived.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether and how its rows carry certainty; null for plain facts.</summary>
    public BoundTag? Tag { get; init; }

    /// <summary>How values of one column are merged; null for plain facts.</summary>
    public BoundMerge? Merge { get; init; }

    /// <summary>What its declaration promises of its rows.</summary>
    public BoundPromises Promises { get; init; } = BoundPromises.None;

    /// <summary>True when declared <c>extensional()</c> or supplied from outside.</summary>
    public required bool IsExtensional { get; init; }

    public required bool IsDeclared { get; init; }

    /// <summary>Declared <c>temporal</c>: its last two columns say from when to when a row holds, and <c>p(X)@[S, E]</c> stands for <c>p(X, S, E)</c>.</summary>
    public bool IsTemporal { get; init; }

    /// <summary>The declaration, or the first use.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>From <c>doc("…")</c> or the doc comment.</summary>
    public string? Doc { get; init; }

    /// <summary>Rows given at t are present while now &lt; t + this many nanoseconds; null when they stay.</summary>
    public long? TtlNs { get; init; }

    /// <summary>Changes older than the watermark by more than this many nanoseconds go to <c>late</c>; null when none is too late.</summary>
    public long? LatenessNs { get; init; }

    /// <summary>Set when the predicate stands for a temporal literal: neither given nor derived, but computed from the history of another predicate.</summary>
    public BoundView? View { get; init; }

    public int Arity => Types.Length;
}
