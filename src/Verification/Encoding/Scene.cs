using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>One question in the making: the rows that may exist, what must be absent, and the text for the solver.</summary>
/// <remarks>
/// A state that breaks a promise has rows like these, and whatever is asserted here is true of it; so when the solver finds no such rows there is no such
/// state. The other way round does not hold: what is left out makes the rows a candidate that the engine has to confirm.
/// </remarks>
internal sealed class Scene
{
    /// <summary>More rows than this are not looked at.</summary>
    private const int MaxRows = 4000;

    private readonly StringBuilder _pending = new();
    private readonly HashSet<string> _asserted = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<Row>> _rows = [];
    private readonly Dictionary<int, List<Absence>> _absences = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Application> _applications = new(StringComparer.Ordinal);
    private int _fresh;
    private int _count;

    public Scene(VerifiedProgram program, bool anyParams, IEnumerable<Fact>? facts = null)
    {
        Program = program;
        Codes = new ValueCodes(program.Constants.Concat((facts ?? []).SelectMany(static f => f.Arguments)));
        Params = [.. program.Bound.Params.Select(p => anyParams && p.Low is not null && p.High is not null ? Ranged(p) : Constant(p.Value))];
        Now = new SymScalar(SymKind.Time, Declare("now", "Int"));
        Assert($"(and (>= now 0) (< now {long.MaxValue}))");
    }

    public VerifiedProgram Program { get; }

    public ValueCodes Codes { get; }

    /// <summary>By parameter index.</summary>
    public ImmutableArray<Sym> Params { get; }

    public SymScalar Now { get; }

    /// <summary>What was simplified, in words; a candidate that the engine refutes is explained by them.</summary>
    public SortedSet<string> Simplifications { get; } = new(StringComparer.Ordinal);

    /// <summary>What the proof takes for granted beyond the declarations.</summary>
    public SortedSet<string> Assumptions { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Application> Applications => _applications.Values;

    public IEnumerable<Row> AllRows => _rows.OrderBy(static r => r.Key).SelectMany(static r => r.Value);

    public IEnumerable<Absence> AllAbsences => _absences.OrderBy(static r => r.Key).SelectMany(static r => r.Value);

    /// <summary>
    /// Guards whose meaning is not spelled out yet. Left so, they may be true for no reason, which is safe for a proof; the search spells out those that a
    /// candidate takes for true. Most proofs need few of them.
    /// </summary>
    public Dictionary<string, Action> Deferred { get; } = new(StringComparer.Ordinal);

    /// <summary>Rules that fire where their guards are true.</summary>
    public List<Firing> Firings { get; } = [];

    /// <summary>True when nothing was decided before, so that nothing waits for a cooldown.</summary>
    public bool IsFresh { get; init; }

    /// <summary>
    /// The solver counts reals in units of one part in this. Its optimiser keeps up to one unit clear of an edge that must be crossed, however dear that
    /// is (minimise x with x > 3 and it says 4): a small unit makes that nothing.
    /// </summary>
    public Rational RealScale { get; init; } = 1;

    /// <summary>True when it does not matter how much is decided: caps then count only where they leave nothing.</summary>
    public bool AnySize { get; init; }

    /// <summary>True when it is left open which rule of a class proposed what was decided.</summary>
    public bool IsOutline { get; init; }

    /// <summary>Why "impossible" would be no proof any more: something was taken for granted to go on searching; null while nothing was.</summary>
    public string? TakenForGranted { get; set; }

    /// <summary>What candidates should look like where they can: groups of one member.</summary>
    public List<string> Preferences { get; } = [];

    public void Prefer(string term)
    {
        string wish = Guard("prefer");
        Assert(Smt.Implies(wish, term));
        Preferences.Add(wish);
    }

    /// <summary>What was asserted since the last call.</summary>
    public string TakePending()
    {
        string text = _pending.ToString();
        _pending.Clear();
        return text;
    }

    /// <summary>Says something of all states; false when it was said before, or says nothing.</summary>
    public bool Assert(string term)
    {
        bool isNew = term != Smt.True && _asserted.Add(term);
        if (isNew)
        {
            _pending.Append("(assert ").Append(term).Append(")\n");
        }

        return isNew;
    }

    /// <summary>A real of this name.</summary>
    public void Declare(string name) => _pending.Append(CultureInfo.InvariantCulture, $"(declare-const {name} Real)\n");

    /// <summary>A new truth value.</summary>
    public string Guard(string name)
    {
        string text = Name(name);
        _pending.Append(CultureInfo.InvariantCulture, $"(declare-const {text} Bool)\n");
        return text;
    }

    /// <summary>An unknown value of a type, within what the type allows.</summary>
    public Sym Unknown(BoundType type, string name)
    {
        if (type.Kind == TypeKind.Struct)
        {
            return UnknownStruct(type, name);
        }

        SymKind kind = KindOf(type);
        Linear value = kind == SymKind.Float ? Scaled(Declare(Name(name), "Real")) : Declare(Name(name), "Int");
        Assert(kind switch
        {
            SymKind.Code => Codes.Domain(type, value.ToString()),
            SymKind.Float => Smt.True,
            _ => InRange(value),
        });
        return new SymScalar(kind, value);
    }

    /// <summary>An unknown number within a range that somebody else asserts.</summary>
    /// <param name="unknown">What the solver chooses; for a real in units of <see cref="RealScale"/>.</param>
    public SymScalar Number(SymKind kind, string name, Interval range, out Atom unknown)
    {
        bool isReal = kind == SymKind.Float;
        Rational scale = isReal ? RealScale : 1;
        string text = Name(name);
        Declare(text, isReal ? "Real" : "Int");
        unknown = new Atom(text, isReal) { Range = new Interval(range.Low * scale, range.High * scale) };
        return new SymScalar(kind, isReal ? Scaled(Linear.Of(unknown)) : Linear.Of(unknown));
    }

    /// <summary>A real that the solver counts in small units.</summary>
    public Linear Scaled(Linear units) => RealScale.Equals(1) ? units : units * (1 / RealScale);

    public static SymKind KindOf(BoundType type) => type.Kind switch
    {
        TypeKind.Number => SymKind.Number,
        TypeKind.Dec8 => SymKind.Decimal,
        TypeKind.Float64 => SymKind.Float,
        TypeKind.Time => SymKind.Time,
        TypeKind.Duration => SymKind.Duration,
        _ => SymKind.Code,
    };

    public Sym Constant(Value value) => value.Kind switch
    {
        ValueKind.Number => new SymScalar(SymKind.Number, Linear.Of(value.AsInt64)),
        ValueKind.Dec8 => new SymScalar(SymKind.Decimal, Linear.Of(value.AsInt64)),
        ValueKind.Float64 => new SymScalar(SymKind.Float, Linear.Of(Rational.FromDouble(value.AsFloat64), isReal: true)),
        ValueKind.Time => new SymScalar(SymKind.Time, Linear.Of(value.AsInt64)),
        ValueKind.Duration => new SymScalar(SymKind.Duration, Linear.Of(value.AsInt64)),
        ValueKind.Struct => Struct(value.AsEntries.ToArray().Select(e => (e.Key.AsText, new SymField(Smt.True, Constant(e.Value))))),
        _ => new SymScalar(SymKind.Code, Linear.Of(Codes.Of(value))),
    };

    public static SymStruct Struct(IEnumerable<(string Name, SymField Field)> fields) =>
        new(fields.ToImmutableSortedDictionary(static f => f.Name, static f => f.Field, StringComparer.Ordinal));

    /// <summary>The value fits 64 bits: what does not makes a literal fail.</summary>
    public static string InRange(Linear value)
    {
        return Smt.And(
            Comparing.Compare(ComparisonOperator.GreaterOrEqual, value, Linear.Of(long.MinValue)),
            Comparing.Compare(ComparisonOperator.LessOrEqual, value, Linear.Of(long.MaxValue)));
    }

    /// <summary>Registers an application once; its text is its identity.</summary>
    public SymScalar Apply(Application application, Func<string> axioms, string declaration)
    {
        string text = application.Result.Value.ToString();
        if (_declared.Add(declaration))
        {
            _pending.Append(declaration).Append('\n');
        }

        if (_applications.TryAdd(text, application))
        {
            Assert(axioms());
        }

        return application.Result;
    }

    /// <summary>Adds a row and says what it has to do with the rows and absences that are there.</summary>
    public void Add(Row row)
    {
        if (++_count > MaxRows)
        {
            throw new EncodingLimitException($"the rules unfold into more than {MaxRows} rows");
        }

        List<Row> alike = ListOf(_rows, row.Predicate);
        foreach (Row other in alike)
        {
            AssertKey(row, other);
        }

        alike.Add(row);
        foreach (Absence absence in ListOf(_absences, row.Predicate))
        {
            AssertAbsent(absence, row.Columns, row.Guard);
        }
    }

    public void Add(Absence absence)
    {
        ListOf(_absences, absence.Predicate).Add(absence);
        foreach (Row row in ListOf(_rows, absence.Predicate))
        {
            AssertAbsent(absence, row.Columns, row.Guard);
        }

        foreach (Fact fact in ClosedFactsOf(absence.Predicate))
        {
            AssertAbsent(absence, [.. fact.Arguments.Select(Constant)], Smt.True);
        }
    }

    public IReadOnlyList<Row> RowsOf(int predicate) => ListOf(_rows, predicate);

    public IReadOnlyList<Fact> ClosedFactsOf(int predicate) => Program.ClosedFactsOf(predicate);

    /// <summary>A pattern and columns agree.</summary>
    public static string Match(Sym?[] pattern, Sym[] columns) =>
        Smt.And(pattern.Select((p, i) => p is null ? Smt.True : Sym.Equal(p, columns[i])));

    public string Name(string hint) => $"{Clean(hint)}_{++_fresh}";

    private static string Clean(string hint) => string.Concat(hint.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static List<T> ListOf<T>(Dictionary<int, List<T>> lists, int predicate)
    {
        if (!lists.TryGetValue(predicate, out List<T>? list))
        {
            lists[predicate] = list = [];
        }

        return list;
    }

    private Linear Declare(string name, string sort)
    {
        _pending.Append(CultureInfo.InvariantCulture, $"(declare-const {name} {sort})\n");
        return Linear.Of(new Atom(name, sort == "Real"));
    }

    private SymStruct UnknownStruct(BoundType type, string name)
    {
        IEnumerable<(string, SymField)> fields = type.IsOpen
            ? Program.Fields.Select(f => (f, Optional(BoundType.Any, $"{name}{f}")))
            : type.Fields.Select(f => (f.Name, f.IsOptional ? Optional(f.Type, $"{name}{f.Name}") : new SymField(Smt.True, Unknown(f.Type, $"{name}{f.Name}"))));
        return Struct(fields);
    }

    private SymField Optional(BoundType type, string name) => new(Guard(name + "_has"), Unknown(type, name));

    private Sym Ranged(BoundParam param)
    {
        Sym value = Unknown(param.Type, param.Name);
        if (value is SymScalar scalar && Constant(param.Low!.Value) is SymScalar low && Constant(param.High!.Value) is SymScalar high)
        {
            Assert(Comparing.Compare(ComparisonOperator.GreaterOrEqual, scalar.Value, low.Value));
            Assert(Comparing.Compare(ComparisonOperator.LessOrEqual, scalar.Value, high.Value));
        }

        return value;
    }

    /// <summary>Two rows of one key are one row.</summary>
    private void AssertKey(Row row, Row other)
    {
        ImmutableArray<int> key = Program.KeyOf(row.Predicate);
        if (key.IsDefault)
        {
            return;
        }

        string same = Smt.And(key.Select(k => Sym.Equal(row.Columns[k], other.Columns[k])));
        string rest = Smt.And(Enumerable.Range(0, row.Columns.Length).Where(c => !key.Contains(c)).Select(c => Sym.Equal(row.Columns[c], other.Columns[c])));
        Assert(Smt.Implies(Smt.And(row.Guard, other.Guard, same), rest));
    }

    private void AssertAbsent(Absence absence, Sym[] columns, string guard) =>
        Assert(Smt.Implies(Smt.And(absence.Guard, guard, absence.Forbids(columns)), Smt.False));
}
