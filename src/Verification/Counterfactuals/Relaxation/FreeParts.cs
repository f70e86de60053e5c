namespace CryptoScalp.Rules.Verification;

/// <summary>What may move in a search: numbers, and choices, which are truth values or that a name is a certain one.</summary>
internal sealed class FreeParts
{
    private readonly Dictionary<string, int> _numberIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _choiceIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FreeName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Free, Rational Cost)> _tolls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rational> _constants = new(StringComparer.Ordinal);
    private readonly List<FreeNumber> _numbers = [];
    private readonly List<FreeChoice> _choices = [];
    private readonly Dictionary<string, List<int>> _namesakes = new(StringComparer.Ordinal);

    public IReadOnlyList<FreeNumber> Numbers => _numbers;

    public IReadOnlyList<FreeChoice> Choices => _choices;

    /// <summary>The choices about one name, of which one holds.</summary>
    public IReadOnlyList<int> ChoicesOf(string name) => _namesakes[name];

    public void Add(FreeNumber number)
    {
        _numberIds.Add(number.Name, _numbers.Count);
        _numbers.Add(number);
    }

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

    /// <summary>Below 0 for what is no number that may move.</summary>
    public int NumberOf(string name) => _numberIds.GetValueOrDefault(name, -1);

    public bool IsName(string? word) => word is not null && _names.ContainsKey(word);

    /// <summary>The choice of a truth value; null where nothing speaks of it.</summary>
    public int? Find(string guard) => _choiceIds.TryGetValue(guard, out int choice) ? choice : null;

    public int ChoiceOf(string guard) => ChoiceOf(guard, () => new FreeChoice(guard, null, default));

    public int ChoiceOf(string name, Rational code)
    {
        int choice = ChoiceOf(Key(name, code), () => new FreeChoice(Key(name, code), name, code));
        return choice;
    }

    private static string Key(string name, Rational code) => $"{name}={code}";

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

/// <summary>A truth value that the search chooses.</summary>
/// <param name="Key">The solver's name for it.</param>
/// <param name="Name">The name that it is about: that it is <paramref name="Code"/>; null for a plain truth value.</param>
/// <param name="Code">Of the name's value.</param>
internal sealed record FreeChoice(string Key, string? Name, Rational Code)
{
    /// <summary>The value that costs nothing, and that it has where nothing is said of it.</summary>
    public bool IsFree { get; init; }

    /// <summary>Of the other value; at least 0.</summary>
    public Rational Cost { get; init; }
}
