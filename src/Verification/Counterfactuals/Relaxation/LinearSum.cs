using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>A linear sum of numbers that may move, read from the solver's text.</summary>
internal sealed class LinearSum
{
    private readonly SortedDictionary<int, Rational> _factors = [];
    private readonly FreeParts _parts;
    private Rational _constant;

    private LinearSum(FreeParts parts) => _parts = parts;

    /// <summary>Null where it is not linear, or holds anything else.</summary>
    public static LinearSum? Read(SExpression term, FreeParts parts)
    {
        LinearSum sum = new(parts);
        return sum.Add(term, 1) ? sum : null;
    }

    public LinearSum Less(LinearSum other)
    {
        LinearSum difference = new(_parts);
        difference.Add(this, 1);
        difference.Add(other, -1);
        return difference;
    }

    public LinearSum Negated()
    {
        LinearSum negated = new(_parts);
        negated.Add(this, -1);
        return negated;
    }

    public Need AtLeastZero(bool isStrict)
    {
        ImmutableArray<(int, Rational)> terms = [.. _factors.Where(static f => !f.Value.IsZero).Select(static f => (f.Key, f.Value))];
        SumNeed need = new(terms, _constant, isStrict);
        return terms.IsEmpty ? need.Admits(_constant) ? KnownNeed.True : KnownNeed.False : IsWhole ? Whole(need) : need;
    }

    private bool IsWhole => _factors.All(f => f.Value.Denominator.IsOne && _parts.Numbers[f.Key].IsWhole);

    /// <summary>Whole numbers cannot lie between whole numbers.</summary>
    private static SumNeed Whole(SumNeed need) =>
        need with { Constant = need.IsStrict ? (Rational)need.Constant.Ceiling() - 1 : need.Constant.Floor(), IsStrict = false };

    private void Add(LinearSum other, Rational factor)
    {
        _constant += other._constant * factor;
        foreach ((int number, Rational its) in other._factors)
        {
            _factors[number] = _factors.GetValueOrDefault(number) + (its * factor);
        }
    }

    private bool Add(SExpression term, Rational factor)
    {
        if (Rational.TryRead(term, out Rational constant))
        {
            _constant += constant * factor;
            return true;
        }

        if (term.Word is { } word)
        {
            return AddWord(word, factor);
        }

        return term[0].Word switch
        {
            "+" => term.Items.Skip(1).All(t => Add(t, factor)),
            "-" when term.Items.Count == 2 => Add(term[1], -factor),
            "-" when term.Items.Count == 3 => Add(term[1], factor) && Add(term[2], -factor),
            "*" when term.Items.Count == 3 && Rational.TryRead(term[1], out Rational by) => Add(term[2], factor * by),
            "to_real" => Add(term[1], factor),
            _ => false,
        };
    }

    private bool AddWord(string word, Rational factor)
    {
        if (_parts.Constant(word) is { } constant)
        {
            _constant += constant * factor;
            return true;
        }

        int number = _parts.NumberOf(word);
        if (number >= 0)
        {
            _factors[number] = _factors.GetValueOrDefault(number) + factor;
        }

        return number >= 0;
    }
}
