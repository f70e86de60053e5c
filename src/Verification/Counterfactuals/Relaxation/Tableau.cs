namespace CryptoScalp.Rules.Verification;

/// <summary>The tableau of a dual simplex: rows that are to be at least 0, in terms of steps that are 0 now, and what those steps cost.</summary>
/// <remarks>Variables are steps, by the index that the caller gives them, and the slack of each row, by an index of its own below 0.</remarks>
internal sealed class Tableau
{
    private readonly SortedDictionary<int, Row> _rows = [];
    private readonly SortedDictionary<int, Rational> _prices = [];
    private readonly SortedSet<int> _steps = [];
    private int _slacks;

    /// <summary>Of what the rows needed so far.</summary>
    public Rational Cost { get; private set; }

    /// <summary>Every step that some row speaks of.</summary>
    public IReadOnlyCollection<int> Steps => _steps;

    public Rational ValueOf(int step) => _rows.TryGetValue(step, out Row? row) ? row.Constant : 0;

    /// <summary>A step and its price, unless it is known.</summary>
    public void Know(int step, Rational price)
    {
        if (_steps.Add(step))
        {
            _prices.Add(step, price);
        }
    }

    /// <summary>A constant and steps, which are to be at least 0 together.</summary>
    /// <returns>The row's variable.</returns>
    public int Add(Rational constant, IEnumerable<(int Step, Rational Factor)> steps)
    {
        Row row = new(constant);
        foreach ((int step, Rational factor) in steps)
        {
            if (_rows.TryGetValue(step, out Row? basic))
            {
                row.Add(basic, factor);
            }
            else
            {
                row.Add(step, factor);
            }
        }

        _rows.Add(--_slacks, row);
        return _slacks;
    }

    /// <summary>A row below 0; null where there is none.</summary>
    public int? Short()
    {
        foreach ((int variable, Row row) in _rows)
        {
            if (row.Constant.Sign < 0)
            {
                return variable;
            }
        }

        return null;
    }

    /// <summary>Makes a row 0 by the step that costs least for it.</summary>
    /// <returns>False where no step helps: it cannot be at least 0.</returns>
    public bool TryRepair(int leaving)
    {
        Row row = _rows[leaving];
        int? cheapest = null;
        Rational least = 0;
        foreach ((int variable, Rational factor) in row.Factors)
        {
            if (factor.Sign > 0 && _prices[variable] / factor is var price && (cheapest is null || price.CompareTo(least) < 0))
            {
                (cheapest, least) = (variable, price);
            }
        }

        if (cheapest is not { } entering)
        {
            return false;
        }

        Exchange(leaving, row, entering, least);
        return true;
    }

    private void Exchange(int leaving, Row row, int entering, Rational price)
    {
        _rows.Remove(leaving);
        Row solved = row.SolvedFor(entering, leaving);
        foreach (Row other in _rows.Values)
        {
            other.Replace(entering, solved);
        }

        _rows.Add(entering, solved);
        Cost += price * -row.Constant;
        foreach ((int variable, Rational factor) in row.Factors)
        {
            _prices[variable] -= price * factor;
        }

        _prices.Remove(entering);
        _prices[leaving] = price;
    }

    /// <summary>A basic variable in terms of the others.</summary>
    private sealed class Row(Rational constant)
    {
        public Rational Constant { get; private set; } = constant;

        public SortedDictionary<int, Rational> Factors { get; } = [];

        public void Add(int variable, Rational factor)
        {
            Rational sum = Factors.GetValueOrDefault(variable) + factor;
            if (sum.IsZero)
            {
                Factors.Remove(variable);
            }
            else
            {
                Factors[variable] = sum;
            }
        }

        public void Add(Row other, Rational times)
        {
            Constant += other.Constant * times;
            foreach ((int variable, Rational factor) in other.Factors)
            {
                Add(variable, factor * times);
            }
        }

        /// <summary>The row of another variable of it.</summary>
        public Row SolvedFor(int entering, int leaving)
        {
            Rational by = Factors[entering];
            Row solved = new(-Constant / by);
            solved.Add(leaving, 1 / by);
            foreach ((int variable, Rational factor) in Factors)
            {
                if (variable != entering)
                {
                    solved.Add(variable, -factor / by);
                }
            }

            return solved;
        }

        public void Replace(int variable, Row by)
        {
            if (Factors.Remove(variable, out Rational factor))
            {
                Add(by, factor);
            }
        }
    }
}
