using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A built-in function from values to a value. Pure, culture-free, clock-free.</summary>
public abstract class ScalarFunction
{
    /// <summary>Without <c>fn:</c>, for example <c>plus</c> or <c>string:concat</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the documentation: meaning, domain, what makes it fail.</summary>
    public abstract string Summary { get; }

    /// <summary>Checks argument types and gives the result's type; false when the arguments do not fit (<paramref name="expected"/> then says what would).</summary>
    public abstract bool TryType(ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected);

    /// <summary>False when the application fails: division by zero, overflow, a domain error, a value of the wrong kind. Never throws.</summary>
    public abstract bool TryApply(ReadOnlySpan<Value> arguments, out Value result);
}
