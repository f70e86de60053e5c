using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Computes an aggregate over at least one member; false when the group has no value. Must not throw.</summary>
internal delegate bool ApplyAggregate(MemberColumns members, out Value result);

/// <summary>An aggregate given by its parts: one line of a family's table.</summary>
internal sealed class TableAggregate(string name, string summary, TypeRule types, ApplyAggregate apply) : AggregateFunction
{
    public override string Name => name;

    public override string Summary => summary;

    public override bool TryType(ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected) =>
        types(arguments, out result, out expected);

    public override bool TryAggregate(MemberColumns members, out Value result) => apply(members, out result);

    /// <summary>The same aggregate under a second name.</summary>
    public TableAggregate As(string alias) => new(alias, summary, types, apply);
}
