namespace CryptoScalp.Rules.Verification;

/// <summary>Where numbers between bounds make sums at least 0 for the least cost: a linear programme, solved exactly by the dual simplex method.</summary>
/// <remarks>
/// A number is where it is nearest to its old value, plus a step up less a step down, each at least 0 and at the number's price. At first no step is taken, and as no price is below 0 that costs
/// least; a sum that falls short is a row, and a pivot repairs it at the least price. So the cost of every stage is a bound of the whole. Rows are made where sums or bounds fall short only. The lowest
/// index decides ties (Bland's rule), so it ends; what is not done within <see cref="MaxPivots"/> is still a bound.
/// </remarks>
internal sealed class CheapestNumbers
{
    private const int MaxPivots = 200;

    private readonly IReadOnlyList<FreeNumber> _numbers;
    private readonly Bounds[] _bounds;
    private readonly IReadOnlyList<SumNeed> _sums;
    private readonly Tableau _tableau = new();
    private readonly HashSet<int> _limited = [];
    private readonly Rational[] _base;

    /// <param name="numbers">With what a step of each costs.</param>
    /// <param name="bounds">By number.</param>
    /// <param name="sums">Have to be at least 0; an edge that has to be crossed is enough.</param>
    public CheapestNumbers(IReadOnlyList<FreeNumber> numbers, Bounds[] bounds, IReadOnlyList<SumNeed> sums)
    {
        (_numbers, _bounds, _sums) = (numbers, bounds, sums);
        _base = [.. bounds.Select((b, i) => b.Nearest(numbers[i].Old))];
        At = [.. _base];
    }

    /// <summary>By number.</summary>
    public Rational[] At { get; }

    /// <summary>Nothing that meets the needs costs less.</summary>
    public Rational Cost { get; private set; }

    /// <summary>False where it was given up on, or whole numbers could not be rounded.</summary>
    public bool IsMet { get; private set; }

    /// <summary>True of a number that some sum speaks of.</summary>
    public bool IsBound(int number) => !_bounds[number].Equals(_numbers[number].Range) || _sums.Any(s => !s.Sum.FactorOf(number).IsZero);

    /// <summary>True of a number on a bound that has to be crossed.</summary>
    public bool IsOnEdge(int number) => _bounds[number] is var b && ((b.LowIsOpen && At[number].Equals(b.Low!.Value)) || (b.HighIsOpen && At[number].Equals(b.High!.Value)));

    /// <returns>False where no numbers between the bounds will do.</returns>
    public bool TryFind()
    {
        int? row = Row();
        for (int pivots = 0; pivots < MaxPivots && row is { } needed; pivots++)
        {
            if (!_tableau.TryRepair(needed))
            {
                return false;
            }

            row = Row();
        }

        Cost = _tableau.Cost;
        for (int i = 0; i < At.Length; i++)
        {
            Cost += _numbers[i].CostAt(_base[i]);
            At[i] = _numbers[i] is { IsWhole: true, IsGiven: true } ? Outward(At[i], _numbers[i].Old) : At[i];
        }

        IsMet = row is null && _sums.All(s => s.Sum.At(At).Sign >= 0);
        return true;
    }

    /// <summary>A row that falls short; null where all is met.</summary>
    private int? Row()
    {
        if (_tableau.Short() is { } known)
        {
            return known;
        }

        Move();
        foreach (SumNeed need in _sums)
        {
            if (need.Sum.At(At).Sign < 0)
            {
                return Row(need.Sum);
            }
        }

        return Limit();
    }

    /// <summary>To where the tableau has the numbers.</summary>
    private void Move()
    {
        foreach (int variable in _tableau.Steps)
        {
            int number = variable / 2;
            At[number] = _base[number] + _tableau.ValueOf(number * 2) - _tableau.ValueOf((number * 2) + 1);
        }
    }

    private int Row(LinearSum sum)
    {
        List<(int, Rational)> steps = [];
        foreach ((int number, Rational factor) in sum.Terms)
        {
            Rational price = _numbers[number].Price;
            if (Room(number, 1) is not { IsZero: true })
            {
                _tableau.Know(number * 2, price);
                steps.Add((number * 2, factor));
            }

            if (Room(number, -1) is not { IsZero: true })
            {
                _tableau.Know((number * 2) + 1, price);
                steps.Add(((number * 2) + 1, -factor));
            }
        }

        return _tableau.Add(sum.At(_base), steps);
    }

    /// <summary>A row for a number that went beyond its bounds.</summary>
    private int? Limit()
    {
        foreach (int variable in _tableau.Steps)
        {
            if (Room(variable / 2, variable % 2 == 0 ? 1 : -1) is { } room && _tableau.ValueOf(variable).CompareTo(room) > 0 && _limited.Add(variable))
            {
                return _tableau.Add(room, [(variable, -1)]);
            }
        }

        return null;
    }

    /// <summary>How far a number can go from where it is nearest; null for any distance.</summary>
    private Rational? Room(int number, int sign) => sign > 0 ? _bounds[number].High - _base[number] : _base[number] - _bounds[number].Low;

    private static Rational Outward(Rational value, Rational old) => value.CompareTo(old) < 0 ? value.Floor() : value.Ceiling();
}
