using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>A predicate with some of its columns given: what a why-not asks about.</summary>
/// <param name="Predicate">An id of the bound program.</param>
/// <param name="Arguments">One per column; null stands for any value.</param>
public sealed record FactPattern(BoundPredicate Predicate, ImmutableArray<Value?> Arguments)
{
    /// <summary>The pattern of a query's only literal.</summary>
    /// <param name="program">The program that the query was bound against.</param>
    /// <param name="query">A query as <c>QueryBinder</c> gives it.</param>
    /// <param name="parameterOf">The current value of a parameter; null for the program's own.</param>
    /// <exception cref="ArgumentException">Not one positive literal, or one variable stands in two columns; the message is fit to be shown.</exception>
    public static FactPattern Of(BoundProgram program, BoundQuery query, Func<string, Value?>? parameterOf = null)
    {
        if (query.Literals is not [BoundAtom { IsNegated: false } atom])
        {
            throw new ArgumentException("one fact or pattern is asked about at a time, for example 'veto(\"BTCUSDT\", R)'");
        }

        if (atom.Arguments.OfType<BoundVariable>().GroupBy(static v => v.Slot).Any(static g => g.Count() > 1))
        {
            throw new ArgumentException("a variable may stand in one column only; use '_' where any value will do");
        }

        return new FactPattern(program.Predicates[atom.Predicate], [.. atom.Arguments.Select(argument => argument switch
        {
            BoundConstant constant => constant.Value,
            BoundParameter parameter => parameterOf?.Invoke(program.Params[parameter.Index].Name) ?? program.Params[parameter.Index].Value,
            _ => (Value?)null,
        })]);
    }

    /// <summary>The pattern that only one fact fits.</summary>
    public static FactPattern Of(BoundPredicate predicate, Fact fact) => new(predicate, [.. fact.Arguments.Select(static v => (Value?)v)]);

    public bool Fits(Fact fact)
    {
        for (int i = 0; i < Arguments.Length; i++)
        {
            if (Arguments[i] is { } value && fact.Arguments[i] != value)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>veto("BTCUSDT", _)</c>.</summary>
    public override string ToString() => $"{Predicate.Name}({string.Join(", ", Arguments.Select(static a => a?.ToString() ?? "_"))})";
}
