using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The rows of one state, each of which may move at a cost: numbers by their relative change, names by 1, a row that comes or goes by 2.</summary>
/// <remarks>
/// Keys do not move, nor do facts of the program text such as fees. A row enters the scene when something asks for it; the others stay as they are.
/// What a search of a given reach cannot afford is a constant, and so is what follows from how far numbers can move: that keeps questions small.
/// </remarks>
internal sealed class StateRows : GivenRows
{
    private const int NameCost = 1;
    private const int RowCost = 2;

    private static readonly char[] _between = [' ', '(', ')', '\n'];

    private readonly Reach _reach;
    private readonly Dictionary<int, List<Fact>> _facts;
    private readonly Dictionary<Fact, Row> _rows = [];
    private readonly Dictionary<string, MovableNumber> _numbers = new(StringComparer.Ordinal);
    private readonly Places _places;
    private readonly List<string> _still = [];
    private readonly List<string> _costs = [];

    public StateRows(Scene scene, GivenState state, Reach reach) : base(scene)
    {
        (_reach, _places, Parts) = (reach, new Places(scene, state), new FreeParts { RealScale = scene.RealScale });
        _facts = state.Facts.GroupBy(f => scene.Program.IdOf(f.Predicate)).ToDictionary(static g => g.Key, static g => g.ToList());
    }

    /// <summary>What may move, as <see cref="NearestPoint"/> sees it.</summary>
    public FreeParts Parts { get; }

    /// <summary>The state of a point, which takes over its values; null where it cannot be written down.</summary>
    /// <param name="point">Where everything is.</param>
    /// <param name="step">Reals that moved go on by this much.</param>
    public MovedState? At(MovedPoint point, double step)
    {
        MovedState? moved = _places.At(Parts, point, step);
        point.Settle();
        return moved;
    }

    /// <summary>A term: the cost of the change.</summary>
    public string Cost => $"(+ 0.0 {string.Join(' ', _costs)})";

    /// <summary>Facts that nothing asked for.</summary>
    public IEnumerable<Fact> Untouched => _facts.Values.SelectMany(static f => f).Where(f => !_rows.ContainsKey(f));

    /// <summary>The numbers that may move.</summary>
    public IEnumerable<string> Moving => _numbers.Values.Where(static n => n.IsAsked).Select(static n => n.Name);

    /// <summary>Assertions: nothing moved.</summary>
    public string AllStill() => string.Concat(_still.Concat(_numbers.Values.Select(static n => n.Still)).Select(static s => $"(assert {s})\n"));

    /// <summary>Assertions: what no statement speaks of has its value.</summary>
    public string OthersStill() => string.Concat(_numbers.Values.Where(static n => !n.IsAsked).Select(static n => $"(assert {n.Still})\n"));

    /// <summary>Lets the numbers move that assertions speak of. What this says of them is pending in the scene.</summary>
    public void Ask(string assertions)
    {
        foreach (string line in assertions.Split('\n').Where(static l => l.StartsWith("(assert", StringComparison.Ordinal)))
        {
            foreach (string word in line.Split(_between, StringSplitOptions.RemoveEmptyEntries))
            {
                if (_numbers.TryGetValue(word, out MovableNumber? number) && !number.IsAsked)
                {
                    _costs.Add(number.Ask());
                }
            }
        }
    }

    public override Row? Find(Fact fact) => _facts.TryGetValue(Scene.Program.IdOf(fact.Predicate), out List<Fact>? facts) && facts.Contains(fact) ? RowOf(fact) : null;

    public override string Row(int predicate, Sym?[] columns)
    {
        ImmutableArray<int> key = Scene.Program.KeyOf(predicate);
        List<Fact> near = [.. _facts.GetValueOrDefault(predicate, []).Where(f => MayMatch(f, columns, key))];
        if (near is [var only] && (!_reach.Rows || IsTheRow(only, columns, key)))
        {
            return Bind(RowOf(only), columns);
        }

        BoundPredicate shape = Scene.Program.Predicate(predicate);
        Row[] rows = [.. near.Select(RowOf)];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] ??= OneOf(shape.Types[i], $"{shape.Name}_{shape.Columns[i]}", rows.Select(r => r.Columns[i]));
        }

        IEnumerable<string> standing = rows.Select(r => Smt.And(r.Guard, Scene.Match(columns, r.Columns)));
        return Smt.Or(_reach.Rows ? [New(predicate, columns!, shape), .. standing] : standing);
    }

    /// <summary>Where a number can be within reach.</summary>
    private Interval Around(Rational from, Rational unit)
    {
        if ((_reach.Each ?? _reach.Budget) is not { } far)
        {
            return default;
        }

        Rational most = unit * Rational.FromDouble(far);
        return new Interval(from - most, from + most);
    }

    /// <summary>A column of one of several rows: where they can be, if it is one of them.</summary>
    private Sym OneOf(BoundType type, string name, IEnumerable<Sym> choices)
    {
        Interval[] ranges = [.. choices.OfType<SymScalar>().Where(static s => s.Kind != SymKind.Code).Select(static s => Interval.Of(s.Value))];
        if (_reach.Rows || ranges.Length == 0 || Scene.KindOf(type) == SymKind.Code)
        {
            return Scene.Unknown(type, name);
        }

        SymScalar one = Scene.Number(Scene.KindOf(type), name, Interval.Around(ranges), out Atom unknown);
        Parts.Range(unknown.Text, new Bounds(unknown.Range.Low, unknown.Range.High));
        return one;
    }

    private bool IsTheRow(Fact fact, Sym?[] columns, ImmutableArray<int> key) =>
        !key.IsDefault && key.All(k => columns[k] is { } c && Sym.Equal(c, Scene.Constant(fact.Arguments[k])) == Smt.True);

    private string New(int predicate, Sym[] columns, BoundPredicate shape)
    {
        string isNew = Scene.Guard($"new_{shape.Name}");
        Scene.Add(new Row(predicate, [.. columns], isNew, IsGiven: true));
        _places.New(isNew);
        Parts.Add(isNew, free: false, RowCost);
        _costs.Add($"(ite {isNew} {RowCost}.0 0.0)");
        _still.Add(Smt.Not(isNew));
        return isNew;
    }

    private static string Bind(Row row, Sym?[] columns)
    {
        List<string> conditions = [row.Guard];
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } wanted)
            {
                conditions.Add(Sym.Equal(wanted, row.Columns[i]));
            }

            columns[i] = row.Columns[i];
        }

        return Smt.And(conditions);
    }

    private bool MayMatch(Fact fact, Sym?[] columns, ImmutableArray<int> key) =>
        (key.IsDefault || !_reach.Names ? Enumerable.Range(0, columns.Length) : key).All(k => columns[k] is null || (!key.IsDefault && !key.Contains(k) && IsNumber(fact.Arguments[k])) || Sym.Equal(columns[k]!, Scene.Constant(fact.Arguments[k])) != Smt.False);

    private static bool IsNumber(Value value) => value.Kind is ValueKind.Number or ValueKind.Dec8 or ValueKind.Float64 or ValueKind.Time or ValueKind.Duration;

    private Row RowOf(Fact fact)
    {
        if (_rows.TryGetValue(fact, out Row? known))
        {
            return known;
        }

        int predicate = Scene.Program.IdOf(fact.Predicate);
        ImmutableArray<int> key = Scene.Program.KeyOf(predicate);
        BoundPredicate shape = Scene.Program.Predicate(predicate);
        Sym[] columns = [.. fact.Arguments.Select((v, i) => key.IsDefault || key.Contains(i) ? Scene.Constant(v) : Movable(fact, i, shape))];
        Row row = new(predicate, columns, _reach.Rows ? Kept(fact, shape) : Smt.True, IsGiven: true);
        _rows.Add(fact, row);
        Scene.Add(row);
        return row;
    }

    private string Kept(Fact fact, BoundPredicate shape)
    {
        string kept = Scene.Guard($"kept_{shape.Name}");
        _places.Kept(kept, fact);
        Parts.Add(kept, free: true, RowCost);
        _costs.Add($"(ite {kept} 0.0 {RowCost}.0)");
        _still.Add(kept);
        return kept;
    }

    private Sym Movable(Fact fact, int column, BoundPredicate shape)
    {
        Value old = fact.Arguments[column];
        BoundType type = shape.Types[column];
        string name = $"{shape.Name}_{shape.Columns[column]}";
        if (Scene.Constant(old) is not SymScalar before || Scene.KindOf(type) != before.Kind || (!_reach.Names && before.Kind == SymKind.Code))
        {
            return Scene.Constant(old);
        }

        SymScalar now = before.Kind == SymKind.Code ? MovableName(before, type, name) : MovableNumber(before, name);
        _places.Column(now.Value.Terms.Single().Atom.Text, fact, column, before.Kind);
        return now;
    }

    private SymScalar MovableNumber(SymScalar before, string name)
    {
        Rational from = before.Value.Constant, unit = Unit(before.Kind, from), scale = before.Kind == SymKind.Float ? Scene.RealScale : 1;
        SymScalar number = Scene.Number(before.Kind, name, Around(from, unit), out Atom unknown);
        Bounds range = new(unknown.Range.Low, unknown.Range.High);
        _numbers.Add(unknown.Text, new MovableNumber(Scene, number, unknown, from, unit, _reach.Each));
        Parts.Add(new FreeNumber(unknown.Text, from * scale, unit * scale, before.Kind != SymKind.Float) { Range = range });
        return number;
    }

    private SymScalar MovableName(SymScalar before, BoundType type, string name)
    {
        SymScalar now = (SymScalar)Scene.Unknown(type, name);
        string same = Sym.Equal(now, before);
        Parts.Add(new FreeName(now.Value.ToString(), before.Value.Constant), NameCost);
        _costs.Add($"(ite {same} 0.0 {NameCost}.0)");
        _still.Add(same);
        return now;
    }

    /// <summary>A change by this much costs 1: the value itself, or where it is 0 one unit of its kind.</summary>
    private static Rational Unit(SymKind kind, Rational value) =>
        !value.IsZero ? value.Sign < 0 ? -value : value : kind == SymKind.Decimal ? Dec8.Scale : 1;
}
