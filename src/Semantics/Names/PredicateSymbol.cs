using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What is known so far of a predicate while a program is bound.</summary>
internal sealed class PredicateSymbol
{
    private readonly TypeNode[] _nodes;

    public PredicateSymbol(string name, int arity, SourceSpan span)
    {
        Name = name;
        Span = span;
        _nodes = new TypeNode[arity];
        for (int i = 0; i < arity; i++)
        {
            _nodes[i] = new TypeNode { IsColumn = true };
        }

        Columns = [.. Enumerable.Range(1, arity).Select(static i => $"arg{i}")];
    }

    /// <summary>A view of another predicate's history; its columns have the types of <paramref name="nodes"/>.</summary>
    public PredicateSymbol(string name, SourceSpan span, ViewSpec view, TypeNode[] nodes, ImmutableArray<string> columns)
    {
        Name = name;
        Span = span;
        View = view;
        _nodes = nodes;
        Columns = columns;
    }

    /// <summary>Qualified.</summary>
    public string Name { get; }

    public int Arity => _nodes.Length;

    /// <summary>The declaration, or the first use.</summary>
    public SourceSpan Span { get; set; }

    public ImmutableArray<string> Columns { get; set; }

    /// <summary>Declared types; default while there are none.</summary>
    public ImmutableArray<BoundType> Declared { get; set; }

    /// <summary>Inferred types of undeclared columns.</summary>
    public IReadOnlyList<TypeNode> Nodes => _nodes;

    public ImmutableArray<int> Key { get; set; } = [];

    public SourceSpan? KeySpan { get; set; }

    /// <summary>Columns of calls: what is written there stands for its own text.</summary>
    public ImmutableArray<int> Calls { get; set; } = [];

    /// <summary>Declared <c>unit([Column], /word)</c>, by column.</summary>
    public ImmutableSortedDictionary<int, string> Units { get; set; } = ImmutableSortedDictionary<int, string>.Empty;

    public string? Doc { get; set; }

    public bool IsDeclared { get; set; }

    /// <summary>Declared <c>temporal</c>: its last two columns say from when to when a row holds.</summary>
    public bool IsTemporal { get; set; }

    /// <summary>Declared <c>extensional()</c> or supplied from outside.</summary>
    public bool IsExtensional { get; set; }

    public bool IsExternal { get; set; }

    public bool IsDerived { get; set; }

    /// <summary>Declared <c>tag(…)</c>.</summary>
    public BoundTag? Tag { get; set; }

    public SourceSpan? TagSpan { get; set; }

    /// <summary>Declared <c>merge([P], "name")</c>: the column's index.</summary>
    public int? MergeColumn { get; set; }

    /// <summary>The name of the function or deferred predicate that merges.</summary>
    public string? MergeName { get; set; }

    public SourceSpan? MergeSpan { get; set; }

    /// <summary>Declared <c>deferred()</c>: its rules compute, they derive nothing.</summary>
    public bool IsDeferred { get; set; }

    /// <summary>Changed by <c>assert</c> or <c>retract</c> rules.</summary>
    public bool IsStored { get; set; }

    public bool HasFacts { get; set; }

    /// <summary>Its declaration asks for what cannot run yet: its rules are not checked further.</summary>
    public bool IsRefused { get; set; }

    /// <summary>A test gives facts of it.</summary>
    public bool IsTested { get; set; }

    /// <summary>Declared <c>limit(n)</c>: recursion that creates values is bounded by it.</summary>
    public BoundLimit? Limit { get; set; }

    /// <summary>Declared <c>fundep(…)</c>s.</summary>
    public List<BoundFundep> Fundeps { get; } = [];

    /// <summary>Declared <c>inclusion […]</c>; null for none.</summary>
    public DraftInclusions? Inclusions { get; set; }

    /// <summary>True when a declared mode says that callers bind some argument (<c>mode("+")</c>).</summary>
    public bool IsCalledWithArguments { get; set; }

    /// <summary>Expiry of given rows in nanoseconds; null when they stay.</summary>
    public long? TtlNs { get; set; }

    public SourceSpan? TtlSpan { get; set; }

    /// <summary>How late a change may be, in nanoseconds; null when nothing is too late.</summary>
    public long? LatenessNs { get; set; }

    /// <summary>Set for a view: what it shows of another predicate's history.</summary>
    public ViewSpec? View { get; }

    /// <summary>Its place in the bound program; set once all names are known.</summary>
    public int Id { get; set; } = -1;

    public bool IsSupplied => IsDeclared || IsExternal || IsDerived || IsStored || HasFacts || View is not null;

    /// <summary>The declared type of a column, or null where it is inferred.</summary>
    public BoundType? DeclaredType(int column) => Declared.IsDefault ? null : Declared[column];
}
