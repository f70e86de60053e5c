using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Completes the types of outputs in place; false when inputs do not fit.</summary>
internal delegate bool CompleteTypes(Span<BoundType> types);

/// <summary>Adds one array of outputs per solution. Must not throw, whatever the values' kinds.</summary>
internal delegate void SolvePredicate(ReadOnlySpan<Value> inputs, List<Value[]> solutions);

/// <summary>A built-in predicate given by its parts: one line of a family's table.</summary>
/// <param name="modes">One character per argument: <c>+</c> is an input, <c>-</c> an output.</param>
internal sealed class TablePredicate(string name, string modes, string summary, string wanted, CompleteTypes types, SolvePredicate solve) : BuiltinPredicate
{
    /// <summary>What a predicate without outputs adds for "yes".</summary>
    public static readonly Value[] Yes = [];

    public override string Name => name;

    public override string Summary => summary;

    public override int Arity => modes.Length;

    public override bool IsInput(int argument) => modes[argument] == '+';

    public override bool TryType(Span<BoundType> arguments, out string expected)
    {
        bool fits = arguments.Length == Arity && types(arguments);
        expected = fits ? "" : wanted;
        return fits;
    }

    public override void Solve(ReadOnlySpan<Value> inputs, List<Value[]> solutions) => solve(inputs, solutions);

    /// <summary>A predicate that only tests its inputs.</summary>
    public static TablePredicate Test(string name, string summary, BoundType[] parameters, Func<Value[], bool> holds)
    {
        TypeRule rule = TypeRules.Fixed(BoundType.Bool, parameters);
        rule([], out _, out string wanted);
        return new TablePredicate(
            name, new string('+', parameters.Length), summary, wanted == "" ? "no arguments" : wanted,
            types => rule(types, out _, out _),
            (inputs, solutions) =>
            {
                if (holds(inputs.ToArray()))
                {
                    solutions.Add(Yes);
                }
            });
    }
}
