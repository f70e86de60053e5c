namespace CryptoScalp.Rules.Verification;

/// <summary>Where everything that may move is, and the least that states as asked for can cost.</summary>
internal sealed class MovedPoint
{
    private readonly FreeParts _parts;
    private readonly bool?[] _choices;
    private readonly Bounds[] _bounds;
    private readonly Rational _tolls;

    /// <summary>The nearest within bounds.</summary>
    public MovedPoint(FreeParts parts, bool?[] choices, Bounds[] bounds, Rational tolls)
    {
        (_parts, _choices, _bounds, _tolls) = (parts, choices, bounds, tolls);
        Numbers = [.. bounds.Select((b, i) => b.Nearest(parts.Numbers[i].Old))];
        Bound = Cost;
    }

    /// <summary>By number; on an edge where it has to be crossed.</summary>
    public Rational[] Numbers { get; }

    /// <summary>Nothing that meets the needs costs less.</summary>
    public Rational Bound { get; private set; }

    /// <summary>Of this point.</summary>
    public Rational Cost
    {
        get
        {
            Rational cost = _tolls;
            for (int i = 0; i < Numbers.Length; i++)
            {
                FreeNumber number = _parts.Numbers[i];
                cost += Size(Numbers[i] - number.Old) / number.Unit;
            }

            return cost;
        }
    }

    public bool Chooses(int choice) => _choices[choice] ?? _parts.Choices[choice].IsFree;

    /// <summary>Moves on until sums of several numbers are enough, each by the numbers that cost least for it; false where no numbers within bounds are enough.</summary>
    /// <remarks>What one sum needs alone is a bound of what all cost; the point may cost more, when sums share numbers.</remarks>
    public bool Stretch(IReadOnlyList<SumNeed> sums)
    {
        Rational here = Bound, most = 0;
        Rational[] least = [.. Numbers];
        foreach (SumNeed sum in sums)
        {
            if (Moved(sum, least, apply: false) is not { } extra)
            {
                return false;
            }

            most = extra.CompareTo(most) > 0 ? extra : most;
        }

        Bound = here + most;
        for (int again = 0; again <= sums.Count && sums.Any(s => s.At(Numbers).Sign < 0); again++)
        {
            foreach (SumNeed sum in sums)
            {
                Moved(sum, Numbers, apply: true);
            }
        }

        IsMet = sums.All(s => s.At(Numbers).Sign >= 0);
        return true;
    }

    /// <summary>False when sums that share numbers could not all be met by moving one after the other.</summary>
    public bool IsMet { get; private set; } = true;

    public bool Meets(Need need) => need switch
    {
        KnownNeed known => known.Holds,
        ChoiceNeed choice => Chooses(choice.Choice) == choice.Value,
        SumNeed sum => sum.At(Numbers).Sign >= 0,
        AllNeed all => all.Parts.All(Meets),
        AnyNeed any => any.Parts.Any(Meets),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What it costs to make a sum at least 0 from a point on; null where bounds forbid it.</summary>
    private Rational? Moved(SumNeed sum, Rational[] point, bool apply)
    {
        Rational missing = -sum.At(point), cost = 0;
        foreach ((int number, Rational factor) in sum.Terms.OrderByDescending(t => Size(t.Factor) * _parts.Numbers[t.Number].Unit).ThenBy(static t => t.Number))
        {
            if (missing.Sign <= 0)
            {
                break;
            }

            Rational wanted = missing / factor;
            Rational step = Within(number, point[number], apply && _parts.Numbers[number].IsWhole ? Outward(wanted) : wanted);
            missing -= step * factor;
            cost += Size(step) / _parts.Numbers[number].Unit;
            point[number] += apply ? step : 0;
        }

        return missing.Sign <= 0 ? cost : null;
    }

    /// <summary>As much of a step as bounds allow.</summary>
    private Rational Within(int number, Rational from, Rational step)
    {
        Bounds bounds = _bounds[number];
        Rational? room = (step.Sign > 0 ? bounds.High : bounds.Low) - from;
        return room is { } most && Size(most).CompareTo(Size(step)) < 0 ? most : step;
    }

    /// <summary>A point takes whole steps of whole numbers; what it must cost at least is not rounded.</summary>
    private static Rational Outward(Rational step) => step.Sign < 0 ? step.Floor() : step.Ceiling();

    private static Rational Size(Rational value) => value.Sign < 0 ? -value : value;
}
