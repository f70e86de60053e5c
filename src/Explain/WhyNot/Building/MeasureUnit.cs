using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>The unit in which a distance is told.</summary>
/// <param name="Name">As it is written: <c>bps</c>; empty for none.</param>
/// <param name="Power">How many powers of ten one value of 1 is: 4 for <c>bps</c> of a fraction, 0 where the column's values count units already.</param>
internal readonly record struct MeasureUnit(string Name, int Power)
{
    private static readonly Dictionary<string, int> _ratios = new(StringComparer.Ordinal) { ["bps"] = 4, ["bp"] = 4, ["%"] = 2, ["pct"] = 2 };
    private static readonly Dictionary<string, int> _times = new(StringComparer.Ordinal) { ["ns"] = 0, ["us"] = -3, ["µs"] = -3, ["ms"] = -6, ["s"] = -9 };

    /// <summary>Endings of column and predicate names that say what the values count.</summary>
    private static readonly (string Ending, string Unit)[] _endings = [("bps", "bps"), ("percent", "%"), ("pct", "%"), ("ms", "ms"), ("us", "us"), ("ns", "ns")];

    public static MeasureUnit None => new("", 0);

    /// <summary>The unit of a comparison: of a literal with one, else of a parameter declared with one, else of a column whose name ends in one.</summary>
    public static MeasureUnit Of(BoundProgram program, BoundRule rule, BoundComparison comparison)
    {
        BoundExpression[] sides = [.. Terms(comparison.Left), .. Terms(comparison.Right)];
        return sides.OfType<BoundConstant>().Select(static c => OfLiteral(c.Span.Span.Length == 0 ? "" : c.Span.Text, c.Value.Kind))
            .Concat(sides.OfType<BoundParameter>().Select(p => OfLiteral(Declared(program.Params[p.Index]), program.Params[p.Index].Value.Kind)))
            .Concat(sides.OfType<BoundVariable>().Select(v => OfColumns(program, rule, v.Slot)))
            .Concat(sides.OfType<BoundParameter>().Select(p => OfName(program.Params[p.Index].Name)))
            .FirstOrDefault(static unit => unit.Name.Length > 0, None);
    }

    /// <summary>The parts of sums and of choices: these have the unit of the whole; factors have not.</summary>
    private static IEnumerable<BoundExpression> Terms(BoundExpression expression) =>
        expression is BoundCall { Function.Name: "plus" or "minus" or "neg" or "abs" or "min2" or "max2" } call ? call.Arguments.SelectMany(Terms) : [expression];

    private static MeasureUnit OfLiteral(ReadOnlySpan<char> text, ValueKind kind)
    {
        ReadOnlySpan<char> unit = text.TrimStart("-+ ._").TrimStart("0123456789._");
        return (kind is ValueKind.Duration ? _times : _ratios).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(unit, out string? name, out int power) ? new(name, power) : None;
    }

    /// <summary>The literal behind the equals sign of a declaration; a param's span is its name.</summary>
    private static ReadOnlySpan<char> Declared(BoundParam param)
    {
        ReadOnlySpan<char> text = param.Span.Source.Text.AsSpan(param.Span.Span.End);
        ReadOnlySpan<char> value = text[(text.IndexOf('=') + 1)..].TrimStart();
        int end = value.IndexOfAny(" \t\n\r");
        return (end < 0 ? value : value[..end]).TrimEnd('.');
    }

    private static MeasureUnit OfColumns(BoundProgram program, BoundRule rule, int slot)
    {
        foreach (BoundAtom atom in rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated))
        {
            BoundPredicate predicate = program.Predicates[atom.Predicate];
            for (int i = 0; i < atom.Arguments.Length; i++)
            {
                if (atom.Arguments[i] is not BoundVariable variable || variable.Slot != slot)
                {
                    continue;
                }

                MeasureUnit unit = OfName(predicate.Columns[i]);
                return unit.Name.Length > 0 || i < predicate.Arity - 1 ? unit : OfName(predicate.Name);
            }
        }

        return None;
    }

    private static MeasureUnit OfName(string name)
    {
        foreach ((string ending, string unit) in _endings)
        {
            bool standsAlone = name.Length == ending.Length || (name.Length > ending.Length && (name[^(ending.Length + 1)] == '_' || char.IsUpper(name[^ending.Length])));
            if (standsAlone && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return new(unit, 0);
            }
        }

        return None;
    }
}
