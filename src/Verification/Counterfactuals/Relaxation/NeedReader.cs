namespace CryptoScalp.Rules.Verification;

/// <summary>Reads assertions as needs of what may move and of unknowns in between. What they say of anything else, or not in a line, is taken as true.</summary>
internal sealed class NeedReader
{
    private readonly FreeParts _parts;
    private readonly NumberReader _numbers;
    private readonly List<Need> _defined = [];

    public NeedReader(FreeParts parts) => (_parts, _numbers) = (parts, new NumberReader(parts, this));

    public Need Read(SExpression term, bool holds = true) => term.Word is { } word ? Word(word, holds)
        : term[0].Word switch
        {
            "not" => Read(term[1], !holds),
            "and" => holds ? Need.All(Parts(term, holds)) : Need.Any(Parts(term, holds)),
            "or" => holds ? Need.Any(Parts(term, holds)) : Need.All(Parts(term, holds)),
            "=>" => holds ? Need.Any([Read(term[1], false), Read(term[2], true)]) : Need.All([Read(term[1], true), Read(term[2], false)]),
            "ite" => Need.All([Need.Any([Read(term[1], false), Read(term[2], holds)]), Need.Any([Read(term[1], true), Read(term[3], holds)])]),
            "let" => Read(Inlined(term), holds),
            ">=" or ">" or "<=" or "<" => Compared(term, holds),
            "=" => Equal(term, holds),
            _ => KnownNeed.True,
        };

    /// <summary>What unknowns that were met on the way are; each is told once.</summary>
    public IReadOnlyList<Need> TakeDefined()
    {
        Need[] defined = [.. _defined];
        _defined.Clear();
        return defined;
    }

    /// <param name="definition">Of an unknown.</param>
    /// <param name="otherwise">Where its need is not met.</param>
    public void Define(Definition definition, Need otherwise)
    {
        _parts.Add(definition);
        LinearSum number = LinearSum.OfNumber(definition.Number);
        _defined.Add(Need.Any([Need.All([definition.If, Zero(number - definition.Then)]), Need.All([otherwise, Zero(number - definition.Else)])]));
    }

    private static SExpression Inlined(SExpression let) =>
        let[2].Replace(let[1].Items.ToDictionary(static b => b[0].Word!, static b => b[1], StringComparer.Ordinal));

    private static Need Zero(LinearSum sum) => sum.IsConstant ? KnownNeed.Of(sum.Constant.IsZero) : new EqualNeed(sum);

    private IEnumerable<Need> Parts(SExpression term, bool holds) => term.Items.Skip(1).Select(t => Read(t, holds));

    private Need Word(string word, bool holds) => word switch
    {
        Smt.True => KnownNeed.Of(holds),
        Smt.False => KnownNeed.Of(!holds),
        _ => new ChoiceNeed(_parts.ChoiceOf(word), holds),
    };

    private Need Compared(SExpression term, bool holds)
    {
        if (_numbers.Read(term[1]) is not { } left || _numbers.Read(term[2]) is not { } right)
        {
            return KnownNeed.True;
        }

        bool isGreater = term[0].Word is ">" or ">=", isStrict = term[0].Word is ">" or "<";
        LinearSum difference = isGreater ? left - right : right - left;
        return holds ? AtLeastZero(difference, isStrict) : AtLeastZero(-difference, !isStrict);
    }

    private Need Equal(SExpression term, bool holds)
    {
        if (Named(term[1], term[2], holds) is { } named)
        {
            return named;
        }

        if (_numbers.Read(term[1]) is not { } left || _numbers.Read(term[2]) is not { } right)
        {
            return KnownNeed.True;
        }

        LinearSum difference = left - right;
        return holds ? Zero(difference) : Need.Any([AtLeastZero(difference, isStrict: true), AtLeastZero(-difference, isStrict: true)]);
    }

    /// <summary>A name that may change is some other name.</summary>
    private Need? Named(SExpression left, SExpression right, bool holds)
    {
        SExpression name = _parts.IsName(left.Word) ? left : right, value = ReferenceEquals(name, left) ? right : left;
        return !_parts.IsName(name.Word) ? null
            : Rational.TryRead(value, out Rational code) ? new ChoiceNeed(_parts.ChoiceOf(name.Word!, code), holds)
            : KnownNeed.True;
    }

    private Need AtLeastZero(LinearSum sum, bool isStrict)
    {
        SumNeed need = new(sum, isStrict);
        return sum.IsConstant ? KnownNeed.Of(need.Admits(sum.Constant)) : _parts.Rounded(need);
    }
}
