namespace CryptoScalp.Rules.Verification;

/// <summary>What may move in a search: numbers, and choices, which are truth values or that a name is a certain one. Unknowns in between are numbers that cost nothing.</summary>
internal sealed class FreeParts
{
    private readonly Dictionary<string, int> _numberIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _choiceIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FreeName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Free, Rational Cost)> _tolls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rational> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bounds> _ranges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _declared = new(StringComparer.Ordinal);
    private readonly List<FreeNumber> _numbers = [];
    private readonly List<FreeChoice> _choices = [];
    private readonly List<Definition> _definitions = [];
    private readonly Dictionary<string, List<int>> _namesakes = new(StringComparer.Ordinal);

    /// <summary>Floats that functions give are counted in units of one part in this.</summary>
    public Rational RealScale { get; init; } = 1;

    public IReadOnlyList<FreeNumber> Numbers => _numbers;

    public IReadOnlyList<FreeChoice> Choices => _choices;

    /// <summary>Of unknowns; each rests on what was added before it.</summary>
    public IReadOnlyList<Definition> Definitions => _definitions;

    /// <summary>The choices about one name, of which one holds.</summary>
    public IReadOnlyList<int> ChoicesOf(string name) => _namesakes[name];

    /// <returns>Its index.</returns>
    public int Add(FreeNumber number)
    {
        _numberIds.Add(number.Name, _numbers.Count);
        _numbers.Add(number);
        return _numbers.Count - 1;
    }

    public void Add(Definition definition) => _definitions.Add(definition);

    /// <summary>A name that may change, at a cost.</summary>
    public void Add(FreeName name, Rational cost)
    {
        _names.Add(name.Name, name);
        _tolls.Add(Key(name.Name, name.Old), (true, cost));
        ChoiceOf(name.Name, name.Old);
    }

    /// <summary>A truth value that costs something when it is not as it is.</summary>
    public void Add(string guard, bool free, Rational cost) => _tolls.Add(guard, (free, cost));

    /// <summary>Something that does not move at all.</summary>
    public void Fix(string name, Rational value) => _constants.Add(name, value);

    public Rational? Constant(string name) => _constants.TryGetValue(name, out Rational value) ? value : null;

    /// <summary>Which name one that may change is at a point; null where nothing says, and for other words.</summary>
    public Rational? NameAt(string word, MovedPoint point) => !IsName(word) ? null
        : ChoicesOf(word).Where(point.Chooses).Select(c => (Rational?)_choices[c].Code).FirstOrDefault();

    /// <summary>Between what an unknown lies that is not met yet.</summary>
    public void Range(string name, Bounds range) => _ranges.Add(name, range);

    /// <summary>Reads a line that declares a number or a function that gives one; others say nothing here.</summary>
    public void Declare(string line)
    {
        bool isWhole = line.EndsWith(" Int)", StringComparison.Ordinal);
        if (isWhole || line.EndsWith(" Real)", StringComparison.Ordinal))
        {
            _declared.TryAdd(line.Split(' ', 3)[1], isWhole);
        }
    }

    public bool IsDeclared(string name, out bool isWhole) => _declared.TryGetValue(name, out isWhole);

    /// <summary>A word as a number: a constant, what may move, or an unknown; null for any other word.</summary>
    public LinearSum? NumberOf(string word) =>
        Constant(word) is { } constant ? LinearSum.Of(constant)
        : Find(word, out int number) ? LinearSum.OfNumber(number)
        : IsDeclared(word, out bool isWhole) && !IsName(word) ? LinearSum.OfNumber(Add(FreeNumber.Unknown(word, isWhole, _ranges.GetValueOrDefault(word))))
        : null;

    /// <param name="text">The solver's for a number.</param>
    /// <param name="number">Its index.</param>
    public bool Find(string text, out int number) => _numberIds.TryGetValue(text, out number);

    public bool IsName(string? word) => word is not null && _names.ContainsKey(word);

    public bool IsWhole(LinearSum sum) => sum.Constant.Denominator.IsOne && HasWholeTerms(sum);

    public Bounds RangeOf(LinearSum sum) => sum.Between(n => _numbers[n].Range);

    /// <summary>Whole numbers cannot lie between whole numbers.</summary>
    public SumNeed Rounded(SumNeed need) => !HasWholeTerms(need.Sum) ? need
        : new SumNeed(need.Sum with { Constant = need.IsStrict ? (Rational)need.Sum.Constant.Ceiling() - 1 : need.Sum.Constant.Floor() }, IsStrict: false);

    /// <summary>The choice of a truth value; null where nothing speaks of it.</summary>
    public int? Find(string guard) => _choiceIds.TryGetValue(guard, out int choice) ? choice : null;

    public int ChoiceOf(string guard) => ChoiceOf(guard, () => new FreeChoice(guard, null, default));

    public int ChoiceOf(string name, Rational code) => ChoiceOf(Key(name, code), () => new FreeChoice(Key(name, code), name, code));

    private static string Key(string name, Rational code) => $"{name}={code}";

    private bool HasWholeTerms(LinearSum sum)
    {
        foreach ((int number, Rational factor) in sum.Terms)
        {
            if (!factor.Denominator.IsOne || !_numbers[number].IsWhole)
            {
                return false;
            }
        }

        return true;
    }

    private int ChoiceOf(string key, Func<FreeChoice> make)
    {
        if (_choiceIds.TryGetValue(key, out int known))
        {
            return known;
        }

        (bool free, Rational cost) = _tolls.GetValueOrDefault(key);
        FreeChoice choice = make() with { IsFree = free, Cost = cost };
        _choiceIds.Add(key, _choices.Count);
        _choices.Add(choice);
        if (choice.Name is { } name)
        {
            (_namesakes.TryGetValue(name, out List<int>? same) ? same : _namesakes[name] = []).Add(_choices.Count - 1);
        }

        return _choices.Count - 1;
    }
}
