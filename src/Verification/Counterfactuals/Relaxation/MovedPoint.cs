namespace CryptoScalp.Rules.Verification;

/// <summary>Where everything that may move is, what unknowns in between are then, and the least that states as asked for can cost.</summary>
internal sealed class MovedPoint
{
    private readonly FreeParts _parts;
    private readonly bool?[] _choices;
    private readonly LinearSum?[] _equals;
    private readonly CheapestNumbers _cheapest;
    private readonly Rational _tolls;

    public MovedPoint(FreeParts parts, bool?[] choices, LinearSum?[] equals, CheapestNumbers cheapest, Rational tolls)
    {
        (_parts, _choices, _equals, _cheapest, _tolls) = (parts, choices, equals, cheapest, tolls);
        Numbers = [.. cheapest.At];
        Settle();
    }

    private MovedPoint(MovedPoint from)
    {
        (_parts, _choices, _equals, _cheapest, _tolls) = (from._parts, from._choices, from._equals, from._cheapest, from._tolls);
        Numbers = [.. from.Numbers];
    }

    /// <summary>By number; on an edge where it has to be crossed.</summary>
    public Rational[] Numbers { get; }

    /// <summary>Nothing that meets the needs costs less.</summary>
    public Rational Bound => _cheapest.Cost + _tolls;

    /// <summary>False when not all sums could be met by this point.</summary>
    public bool IsMet => _cheapest.IsMet;

    /// <summary>Of this point.</summary>
    public Rational Cost
    {
        get
        {
            Rational cost = _tolls;
            for (int i = 0; i < Numbers.Length; i++)
            {
                cost += _parts.Numbers[i].CostAt(Numbers[i]);
            }

            return cost;
        }
    }

    /// <summary>True of a number where it may not stay, only come as near as one likes.</summary>
    public bool IsOnEdge(int number) => _cheapest.IsOnEdge(number);

    public MovedPoint Copy() => new(this);

    public bool Chooses(int choice) => _choices[choice] ?? _parts.Choices[choice].IsFree;

    /// <summary>Puts a number elsewhere by a last digit, where the language cannot hold what it was; <see cref="Settle"/> is due.</summary>
    public void Put(int number, Rational value) => Numbers[number] = value;

    /// <summary>Unknowns that nothing else is said of become what they are defined as.</summary>
    public void Settle()
    {
        Equate();
        foreach (Definition definition in _parts.Definitions)
        {
            int number = definition.Number;
            if (_equals[number] is null && !_cheapest.IsBound(number))
            {
                Numbers[number] = (Meets(definition.If) ? definition.Then : definition.Else).At(Numbers);
                Equate();
            }
        }
    }

    public bool Meets(Need need) => need switch
    {
        KnownNeed known => known.Holds,
        ChoiceNeed choice => Chooses(choice.Choice) == choice.Value,
        SumNeed sum => sum.Sum.At(Numbers).Sign >= 0,
        EqualNeed equal => equal.Sum.At(Numbers).IsZero,
        AllNeed all => all.Parts.All(Meets),
        AnyNeed any => any.Parts.Any(Meets),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Equate()
    {
        for (int i = 0; i < _equals.Length; i++)
        {
            Numbers[i] = _equals[i]?.At(Numbers) ?? Numbers[i];
        }
    }
}
