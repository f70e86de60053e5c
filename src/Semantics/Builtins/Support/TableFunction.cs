using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Computes a function; false when it fails. Must not throw, whatever the values' kinds.</summary>
internal delegate bool ApplyScalar(ReadOnlySpan<Value> arguments, out Value result);

/// <summary>A function given by its parts: one line of a family's table.</summary>
internal sealed class TableFunction(string name, string summary, TypeRule types, ApplyScalar apply) : ScalarFunction
{
    public override string Name => name;

    public override string Summary => summary;

    public override bool TryType(ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected) =>
        types(arguments, out result, out expected);

    public override bool TryApply(ReadOnlySpan<Value> arguments, out Value result) => apply(arguments, out result);

    /// <summary>The same function under a second name.</summary>
    public TableFunction As(string alias) => new(alias, summary, types, apply);
}
