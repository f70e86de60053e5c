using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Measures how far failed comparisons are from holding.</summary>
internal sealed class ShortfallReader(BoundProgram program, BoundRule rule, SlotReader reader, ExpressionReader texts)
{
    /// <summary>For ranking: the relative distance of a failed comparison of numbers or times, 1 for every other failed literal.</summary>
    public double RelativeOf(BoundLiteral literal, Value?[] slots) =>
        literal is BoundComparison comparison && TryValues(comparison, slots, out Value left, out Value right) ? Relative(left, right) : 1;

    /// <summary>Null where there is nothing to measure: the comparison holds, a side has no value, or the values are no numbers of one kind.</summary>
    public Shortfall? Of(BoundComparison comparison, Value?[] slots)
    {
        if (!TryValues(comparison, slots, out Value left, out Value right))
        {
            return null;
        }

        bool isFlipped = IsFixed(comparison.Left) && !IsFixed(comparison.Right);
        (string amount, string unit) = Measure(comparison, left, right);
        return new Shortfall
        {
            Subject = SubjectOf(isFlipped ? comparison.Right : comparison.Left),
            Found = (isFlipped ? right : left).ToString(),
            Threshold = (isFlipped ? left : right).ToString(),
            Direction = DirectionOf(comparison.Operator, isFlipped),
            IsStrict = comparison.Operator is ComparisonOperator.Less or ComparisonOperator.Greater,
            Amount = amount,
            Unit = unit,
            Relative = Relative(left, right),
        };
    }

    private bool TryValues(BoundComparison comparison, Value?[] slots, out Value left, out Value right)
    {
        right = default;
        return reader.TryEvaluate(comparison.Left, slots, out left) && reader.TryEvaluate(comparison.Right, slots, out right)
            && left.Kind == right.Kind && (left.IsNumeric || left.Kind is ValueKind.Time or ValueKind.Duration);
    }

    private (string Amount, string Unit) Measure(BoundComparison comparison, Value left, Value right)
    {
        MeasureUnit unit = MeasureUnit.Of(program, rule, comparison);
        if (left.IsNumeric)
        {
            return (PlainDecimal.Distance(PlainDecimal.Of(left), PlainDecimal.Of(right)).Shift(unit.Power).ToString(), unit.Name);
        }

        PlainDecimal nanoseconds = PlainDecimal.Distance(new(left.AsInt64, 0), new(right.AsInt64, 0));
        return unit.Name.Length > 0
            ? (nanoseconds.Shift(unit.Power).ToString(), unit.Name)
            : Split(ValueText.Duration((long)System.Numerics.BigInteger.Min(nanoseconds.Digits, long.MaxValue)));
    }

    private static (string Amount, string Unit) Split(string duration)
    {
        string amount = duration.TrimEnd("nusmhd".ToCharArray());
        return (amount, duration[amount.Length..]);
    }

    private static double Relative(Value left, Value right)
    {
        double a = Magnitude(left), b = Magnitude(right);
        double largest = Math.Max(Math.Abs(a), Math.Abs(b));
        return largest == 0 ? 0 : Math.Abs((a / largest) - (b / largest));
    }

    private static double Magnitude(Value value) => value.IsNumeric ? value.ToDouble() : value.AsInt64;

    private string SubjectOf(BoundExpression expression) => texts.SourceText(expression);

    private static bool IsFixed(BoundExpression expression) => BoundWalk.WithParts(expression).All(static e => e is not BoundVariable and not BoundNow);

    private static string DirectionOf(ComparisonOperator comparison, bool isFlipped) => comparison switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual => "change",
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => isFlipped ? "fall" : "rise",
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => isFlipped ? "rise" : "fall",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
