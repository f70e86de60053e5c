namespace CryptoScalp.Rules.Verification;

/// <summary>The values of the solver's terms at a point. What is not known there is false, or 0.</summary>
/// <remarks>So it need not be a state that the solver would choose; what the engine teaches of it holds all the same.</remarks>
internal sealed class PointReading(FreeParts parts, MovedPoint point)
{
    private static readonly SExpression _true = SExpression.Parse(Smt.True), _false = SExpression.Parse(Smt.False), _zero = SExpression.Parse("0");

    /// <summary>As a solver prints it.</summary>
    public SExpression ValueOf(string text)
    {
        SExpression term = SExpression.Parse(text);
        return NumberOf(term) is { } number ? SExpression.Parse(number.ToSmt(isReal: !number.Denominator.IsOne))
            : term.Word is null && !IsTruth(term) ? _zero
            : Holds(term) ? _true : _false;
    }

    private static bool IsTruth(SExpression term) => term[0].Word is "not" or "and" or "or" or "=>" or "=" or ">=" or ">" or "<=" or "<";

    private bool Holds(SExpression term) => term.Word is { } word
        ? word == Smt.True || (word != Smt.False && parts.Find(word) is { } choice && point.Chooses(choice))
        : term[0].Word switch
        {
            "not" => !Holds(term[1]),
            "and" => term.Items.Skip(1).All(Holds),
            "or" => term.Items.Skip(1).Any(Holds),
            "=>" => !Holds(term[1]) || Holds(term[2]),
            ">=" => Compare(term) >= 0,
            ">" => Compare(term) > 0,
            "<=" => Compare(term) <= 0,
            "<" => Compare(term) < 0,
            "=" => Compare(term) == 0,
            _ => false,
        };

    private int? Compare(SExpression term) => NumberOf(term[1]) is { } left && NumberOf(term[2]) is { } right ? left.CompareTo(right) : null;

    /// <summary>Null for what is not a number, or not known.</summary>
    private Rational? NumberOf(SExpression term)
    {
        if (Rational.TryRead(term, out Rational constant))
        {
            return constant;
        }

        if (term.Word is { } word)
        {
            return parts.Constant(word) ?? (parts.Find(word, out int number) ? point.Numbers[number] : parts.NameAt(word, point));
        }

        return term[0].Word switch
        {
            "+" => term.Items.Skip(1).Select(NumberOf).Aggregate(static (a, b) => a + b),
            "-" => term.Items.Count == 2 ? -NumberOf(term[1]) : NumberOf(term[1]) - NumberOf(term[2]),
            "*" => NumberOf(term[1]) * NumberOf(term[2]),
            "to_real" => NumberOf(term[1]),
            "ite" => NumberOf(Holds(term[1]) ? term[2] : term[3]),
            _ => parts.Find(term.ToString(), out int applied) ? point.Numbers[applied] : null,
        };
    }
}
