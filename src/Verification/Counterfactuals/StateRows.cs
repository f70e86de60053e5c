using System.Collections.Immutable;
using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The rows of one state, each of which may move at a cost: numbers by their relative change, names by 1, a row that comes or goes by 2.</summary>
/// <remarks>Keys do not move, nor do facts of the program text such as fees. A row enters the scene when something asks for it; the others stay as they are.</remarks>
internal sealed class StateRows : GivenRows
{
    private const string NameCost = "1.0";
    private const string RowCost = "2.0";

    private readonly Dictionary<int, List<Fact>> _facts;
    private readonly Dictionary<Fact, Row> _rows = [];

    public StateRows(Scene scene, GivenState state) : base(scene) =>
        _facts = state.Facts.GroupBy(f => scene.Program.IdOf(f.Predicate)).ToDictionary(static g => g.Key, static g => g.ToList());

    /// <summary>Terms whose sum is the cost of the change.</summary>
    public List<string> Costs { get; } = [];

    /// <summary>Facts that nothing asked for.</summary>
    public IEnumerable<Fact> Untouched => _facts.Values.SelectMany(static f => f).Where(f => !_rows.ContainsKey(f));

    public override Row? Find(Fact fact) => _facts.TryGetValue(Scene.Program.IdOf(fact.Predicate), out List<Fact>? facts) && facts.Contains(fact) ? RowOf(fact) : null;

    public override string Row(int predicate, Sym?[] columns)
    {
        BoundPredicate shape = Scene.Program.Predicate(predicate);
        ImmutableArray<int> key = Scene.Program.KeyOf(predicate);
        List<Fact> near = [.. _facts.GetValueOrDefault(predicate, []).Where(f => MayMatch(f, columns, key))];
        if (near is [var only] && !key.IsDefault && key.All(k => columns[k] is { } c && Sym.Equal(c, Scene.Constant(only.Arguments[k])) == Smt.True))
        {
            return Bind(RowOf(only), columns);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] ??= Scene.Unknown(shape.Types[i], $"{shape.Name}_{shape.Columns[i]}");
        }

        string isNew = Scene.Guard($"new_{shape.Name}");
        Scene.Add(new Row(predicate, [.. columns!], isNew, IsGiven: true));
        Costs.Add($"(ite {isNew} {RowCost} 0.0)");
        return Smt.Or([isNew, .. near.Select(RowOf).Select(r => Smt.And(r.Guard, Scene.Match(columns, r.Columns)))]);
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
        (key.IsDefault ? Enumerable.Range(0, columns.Length) : key).All(k => columns[k] is null || Sym.Equal(columns[k]!, Scene.Constant(fact.Arguments[k])) != Smt.False);

    private Row RowOf(Fact fact)
    {
        if (_rows.TryGetValue(fact, out Row? known))
        {
            return known;
        }

        int predicate = Scene.Program.IdOf(fact.Predicate);
        ImmutableArray<int> key = Scene.Program.KeyOf(predicate);
        BoundPredicate shape = Scene.Program.Predicate(predicate);
        string kept = Scene.Guard($"kept_{shape.Name}");
        Costs.Add($"(ite {kept} 0.0 {RowCost})");
        Sym[] columns = [.. fact.Arguments.Select((v, i) => key.IsDefault || key.Contains(i) ? Scene.Constant(v) : Movable(v, shape.Types[i], $"{shape.Name}_{shape.Columns[i]}"))];
        Row row = new(predicate, columns, kept, IsGiven: true);
        _rows.Add(fact, row);
        Scene.Add(row);
        return row;
    }

    private Sym Movable(Value old, BoundType type, string name)
    {
        if (Scene.Constant(old) is not SymScalar before || Scene.Unknown(type, name) is not SymScalar now || now.Kind != before.Kind)
        {
            return Scene.Constant(old);
        }

        if (now.Kind == SymKind.Code)
        {
            Costs.Add($"(ite {Sym.Equal(now, before)} 0.0 {NameCost})");
            return now;
        }

        string distance = Scene.Name("moved");
        string value = now.Kind == SymKind.Float ? now.Value.ToString() : $"(to_real {now.Value})", from = before.Value.Constant.ToSmt(isReal: true);
        Scene.Declare(distance);
        Scene.Assert($"(and (>= {distance} (- {value} {from})) (>= {distance} (- {from} {value})))");
        Costs.Add(string.Create(CultureInfo.InvariantCulture, $"(* {(1 / Unit(now.Kind, before.Value.Constant)).ToSmt(isReal: true)} {distance})"));
        return now;
    }

    /// <summary>A change by this much costs 1: the value itself, or where it is 0 one unit of its kind.</summary>
    private static Rational Unit(SymKind kind, Rational value) =>
        !value.IsZero ? value.Sign < 0 ? -value : value : kind == SymKind.Decimal ? Dec8.Scale : 1;
}
