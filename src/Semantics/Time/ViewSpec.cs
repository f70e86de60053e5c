using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A view while its program is bound: like <see cref="BoundView"/>, over symbols.</summary>
internal sealed record ViewSpec(ViewKind Kind, PredicateSymbol Source, ImmutableArray<int> Columns, long Near, long Far, long Count, ImmutableArray<int> Partition)
{
    public bool IsWindow => Kind is ViewKind.Interval or ViewKind.Rows or ViewKind.Tumbling;

    /// <summary>The view's name, which reads like the literal and holds everything that tells views apart: equal names are equal views.</summary>
    public string Name => Kind switch
    {
        ViewKind.Interval => $"{Source.Name} over [{Time(Near)}, {Time(Far)}]",
        ViewKind.Rows => $"{Source.Name} over rows {Count}{(Partition.IsEmpty ? "" : $" per {Names(Partition)}")}",
        ViewKind.Tumbling => $"{Source.Name} over tumbling {Time(Near)}",
        ViewKind.Held => $"[-[{Time(Near)}, {Time(Far)}] {Source.Name}{Projection}",
        ViewKind.Past => $"<-[{Time(Near)}, {Time(Far)}] {Source.Name}{Projection}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public BoundView Emit() => new()
    {
        Kind = Kind,
        Source = Source.Id,
        Columns = Columns,
        Near = Near,
        Far = Far,
        Count = Count,
        Partition = Partition,
    };

    private string Projection => Columns.Length == Source.Arity ? "" : $"{{{Names(Columns)}}}";

    private string Names(ImmutableArray<int> columns) => string.Join(", ", columns.Select(c => Source.Columns[c]));

    private static string Time(long nanoseconds) => ValueText.Duration(nanoseconds);
}
