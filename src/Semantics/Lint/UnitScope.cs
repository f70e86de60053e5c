using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The units of the variables of one body: from the columns that bind them, and through <c>X = expression</c>.</summary>
internal sealed class UnitScope
{
    private static readonly ImmutableHashSet<string> Keeping = ["plus", "minus", "min2", "max2", "abs"];
    private readonly Dictionary<int, string> _units = [];

    public UnitScope(LintContext context, ImmutableArray<BoundLiteral> body)
    {
        foreach (BoundAtom atom in body.OfType<BoundAtom>().Where(static a => !a.IsNegated))
        {
            Columns(context.SourceOf(atom.Predicate), atom.Arguments);
        }

        foreach (BoundComparison named in body.OfType<BoundComparison>().Where(static c => c is { Operator: ComparisonOperator.Equal, Left: BoundVariable }))
        {
            if (UnitOf(named.Right) is { } unit)
            {
                _units.TryAdd(((BoundVariable)named.Left).Slot, unit);
            }
        }
    }

    /// <summary>The declared unit that an expression's number has; null where none is known.</summary>
    public string? UnitOf(BoundExpression expression) => expression switch
    {
        BoundVariable variable => _units.GetValueOrDefault(variable.Slot),
        BoundCall call when KeepsUnit(call) => call.Arguments.Select(UnitOf).FirstOrDefault(static u => u is not null),
        _ => null,
    };

    /// <summary>Whether the result counts what the arguments count.</summary>
    public static bool KeepsUnit(BoundCall call) => Keeping.Contains(call.Function.Name);

    private void Columns(BoundPredicate predicate, ImmutableArray<BoundExpression> arguments)
    {
        foreach ((int column, string unit) in predicate.Units)
        {
            if (column < arguments.Length && arguments[column] is BoundVariable variable)
            {
                _units.TryAdd(variable.Slot, unit);
            }
        }
    }
}
