using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A built-in predicate such as <c>:match_field</c>: reads its input arguments, gives rows of its output arguments.</summary>
public abstract class BuiltinPredicate
{
    /// <summary>With its colon: <c>:match_field</c>.</summary>
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract int Arity { get; }

    /// <summary>True where the argument must be bound before; the others are bound by the predicate.</summary>
    public abstract bool IsInput(int argument);

    /// <summary>Checks the types of inputs and gives those of outputs: <paramref name="types"/> holds one per argument and is completed in place.</summary>
    public abstract bool TryType(Span<BoundType> types, out string expected);

    /// <summary>Adds one array of output values (in argument order) per solution. <paramref name="inputs"/> holds the input arguments in order. Never throws.</summary>
    public abstract void Solve(ReadOnlySpan<Value> inputs, List<Value[]> solutions);
}
