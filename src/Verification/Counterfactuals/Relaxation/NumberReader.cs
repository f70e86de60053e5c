using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>Reads numbers of the solver's text as sums of what may move and of unknowns in between.</summary>
/// <remarks>A choice between two numbers, and a function applied, is an unknown of its own; of the choice it is told what it equals.</remarks>
/// <param name="parts">What may move.</param>
/// <param name="needs">Reads what a choice goes by.</param>
internal sealed class NumberReader(FreeParts parts, NeedReader needs)
{
    /// <summary>Null where it is not linear, or holds what is not known.</summary>
    public LinearSum? Read(SExpression term)
    {
        if (Rational.TryRead(term, out Rational constant))
        {
            return LinearSum.Of(constant);
        }

        return term.Word is { } word ? parts.NumberOf(word) : term[0].Word switch
        {
            "+" => Sum(term),
            "-" when term.Items.Count == 2 => Read(term[1]) is { } negated ? -negated : null,
            "-" when term.Items.Count == 3 => Read(term[1]) is { } from && Read(term[2]) is { } less ? from - less : null,
            "*" when term.Items.Count == 3 => Product(Read(term[1]), Read(term[2])),
            "to_real" => Read(term[1]),
            "ite" => Choice(term),
            _ => Application(term),
        };
    }

    private static LinearSum? Product(LinearSum? a, LinearSum? b) =>
        a is null || b is null ? null : a.IsConstant ? b * a.Constant : b.IsConstant ? a * b.Constant : null;

    private LinearSum? Sum(SExpression term)
    {
        LinearSum? sum = LinearSum.Of(0);
        for (int i = 1; i < term.Items.Count && sum is not null; i++)
        {
            sum = Read(term[i]) is { } part ? sum + part : null;
        }

        return sum;
    }

    private LinearSum? Choice(SExpression term)
    {
        string text = term.ToString();
        if (parts.Find(text, out int known))
        {
            return LinearSum.OfNumber(known);
        }

        if (Read(term[2]) is not { } then || Read(term[3]) is not { } otherwise)
        {
            return null;
        }

        (Need holds, Need fails) = (needs.Read(term[1]), needs.Read(term[1], holds: false));
        int number = parts.Add(FreeNumber.Unknown(text, parts.IsWhole(then) && parts.IsWhole(otherwise), Around(parts.RangeOf(then), parts.RangeOf(otherwise))));
        needs.Define(new Definition(number, holds, then, otherwise), fails);
        return LinearSum.OfNumber(number);
    }

    private LinearSum? Application(SExpression term)
    {
        string text = term.ToString();
        if (parts.Find(text, out int known))
        {
            return LinearSum.OfNumber(known);
        }

        if (term[0].Word is not { } function || !parts.IsDeclared(function, out bool isWhole))
        {
            return null;
        }

        ImmutableArray<Bounds> arguments = [.. term.Items.Skip(1).Select(a => Read(a) is { } sum ? parts.RangeOf(sum) : default)];
        return LinearSum.OfNumber(parts.Add(FreeNumber.Unknown(text, isWhole, FunctionRanges.Of(function, arguments, parts.RealScale))));
    }

    private static Bounds Around(Bounds a, Bounds b) =>
        new(a.Low is { } x && b.Low is { } y ? Rational.Min(x, y) : null, a.High is { } v && b.High is { } w ? Rational.Max(v, w) : null);
}
