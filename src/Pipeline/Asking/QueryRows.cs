using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Puts a query's row back into its literal.</summary>
public static class QueryRows
{
    public static Fact FactOf(BoundProgram program, BoundAtom atom, Value[] row) => new(program.Predicates[atom.Predicate].Name, [.. atom.Arguments.Select(a => a switch
    {
        BoundVariable variable => row[variable.Slot],
        BoundConstant constant => constant.Value,
        BoundParameter parameter => program.Params[parameter.Index].Value,
        _ => throw new System.Diagnostics.UnreachableException(),
    })]);
}
