using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>Reads assertions as needs of what may move. What they say of anything else, or not in a line, is taken as true.</summary>
internal sealed class NeedReader(FreeParts parts)
{
    public Need Read(SExpression term, bool holds = true) => term.Word is { } word ? Word(word, holds)
        : term[0].Word switch
        {
            "not" => Read(term[1], !holds),
            "and" => holds ? Need.All(Parts(term, holds)) : Need.Any(Parts(term, holds)),
            "or" => holds ? Need.Any(Parts(term, holds)) : Need.All(Parts(term, holds)),
            "=>" => holds ? Need.Any([Read(term[1], false), Read(term[2], true)]) : Need.All([Read(term[1], true), Read(term[2], false)]),
            ">=" or ">" or "<=" or "<" => Compared(term, holds),
            "=" => Equal(term, holds),
            _ => KnownNeed.True,
        };

    private IEnumerable<Need> Parts(SExpression term, bool holds) => term.Items.Skip(1).Select(t => Read(t, holds));

    private Need Word(string word, bool holds) => word switch
    {
        Smt.True => holds ? KnownNeed.True : KnownNeed.False,
        Smt.False => holds ? KnownNeed.False : KnownNeed.True,
        _ => new ChoiceNeed(parts.ChoiceOf(word), holds),
    };

    private Need Compared(SExpression term, bool holds)
    {
        if (LinearSum.Read(term[1], parts) is not { } left || LinearSum.Read(term[2], parts) is not { } right)
        {
            return KnownNeed.True;
        }

        bool isGreater = term[0].Word is ">" or ">=", isStrict = term[0].Word is ">" or "<";
        LinearSum difference = isGreater ? left.Less(right) : right.Less(left);
        return holds ? difference.AtLeastZero(isStrict) : difference.Negated().AtLeastZero(!isStrict);
    }

    private Need Equal(SExpression term, bool holds)
    {
        if (Named(term[1], term[2], holds) is { } named)
        {
            return named;
        }

        if (LinearSum.Read(term[1], parts) is not { } left || LinearSum.Read(term[2], parts) is not { } right)
        {
            return KnownNeed.True;
        }

        LinearSum difference = left.Less(right);
        ImmutableArray<Need> sides = [difference.AtLeastZero(isStrict: !holds), difference.Negated().AtLeastZero(isStrict: !holds)];
        return holds ? Need.All(sides) : Need.Any(sides);
    }

    /// <summary>A name that may change is some other name.</summary>
    private Need? Named(SExpression left, SExpression right, bool holds)
    {
        SExpression name = parts.IsName(left.Word) ? left : right, value = ReferenceEquals(name, left) ? right : left;
        return !parts.IsName(name.Word) ? null
            : Rational.TryRead(value, out Rational code) ? new ChoiceNeed(parts.ChoiceOf(name.Word!, code), holds)
            : KnownNeed.True;
    }
}
