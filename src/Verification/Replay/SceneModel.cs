using System.Collections.Immutable;
using System.Numerics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The solver's answer read back as values of the language.</summary>
internal sealed class SceneModel
{
    private readonly Scene _scene;
    private readonly Dictionary<string, SExpression> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoundType> _codeTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<BigInteger, Value> _invented;
    private readonly Dictionary<Row, Value[]?> _columns = [];

    private SceneModel(Scene scene, Func<IReadOnlyList<string>, IEnumerable<SExpression>> valuesOf)
    {
        _scene = scene;
        Read(scene.AllRows.Select(static r => r.Guard).Concat(scene.AllAbsences.Select(static a => a.Guard)).Concat(scene.Firings.Select(static f => f.Guard)), valuesOf);
        HashSet<string> terms = [scene.Now.Value.ToString()];
        foreach (Row row in scene.AllRows.Where(r => IsTrue(r.Guard)))
        {
            AddTerms(row.Columns, scene.Program.Predicate(row.Predicate).Types, terms);
        }

        foreach (Firing firing in scene.Firings.Where(f => IsTrue(f.Guard)))
        {
            AddTerms(firing.Columns, scene.Program.Predicate(firing.Rule.HeadPredicate).Types, terms);
        }

        foreach (Absence absence in scene.AllAbsences.Where(a => IsTrue(a.Guard)))
        {
            AddTerms(absence.Pattern, scene.Program.Predicate(absence.Predicate).Types, terms);
        }

        AddTerms([.. scene.Params], [.. scene.Program.Bound.Params.Select(static p => p.Type)], terms);
        terms.UnionWith(scene.Applications.SelectMany(static a => a.Arguments.Append(a.Result)).Select(static s => s.Value.ToString()));
        Read(terms.Order(StringComparer.Ordinal), valuesOf);
        _invented = scene.Codes.NameUnknown(_codeTypes.Where(t => Number(t.Key) is not null).Select(t => (Number(t.Key)!.Value.Numerator, t.Value)));
    }

    public static SceneModel Read(Scene scene, Z3Context solver) => Read(scene, solver.Evaluate);

    /// <param name="scene">What is asked about.</param>
    /// <param name="ask">Answers <c>(get-value …)</c>.</param>
    public static SceneModel Read(Scene scene, Func<string, string> ask) =>
        new(scene, terms => SExpression.Parse(ask($"(get-value ({string.Join(' ', terms)}))\n")).Items.Select(static a => a[1]));

    /// <param name="scene">What is asked about.</param>
    /// <param name="valuesOf">The value of each term.</param>
    public static SceneModel Of(Scene scene, Func<string, SExpression> valuesOf) => new(scene, terms => terms.Select(valuesOf));

    public bool IsTrue(string guard) => guard == Smt.True || (guard != Smt.False && _values.TryGetValue(guard, out SExpression? value) && value.Word == Smt.True);

    /// <summary>The columns of a row that exists; null when one of them has no value that the language could hold.</summary>
    public Value[]? ColumnsOf(Row row)
    {
        if (!_columns.TryGetValue(row, out Value[]? columns))
        {
            columns = Decode(row.Columns, _scene.Program.Predicate(row.Predicate).Types) is { } decoded && !decoded.Contains(null) ? [.. decoded.Select(static v => v!.Value)] : null;
            _columns.Add(row, columns);
        }

        return columns;
    }

    /// <summary>One per column; null where the pattern has none, or the value cannot be read.</summary>
    public Value?[] Decode(Sym?[] pattern, ImmutableArray<BoundType> types) => [.. pattern.Select((p, i) => p is null ? null : Decode(p, types[i]))];

    /// <summary>The state that the answer describes: its given rows, parameters and time; null when it cannot be expressed.</summary>
    public GivenState? State()
    {
        SortedSet<Fact> facts = [];
        long lead = 0;
        foreach (Row row in _scene.AllRows.Where(r => r.IsGiven && IsTrue(r.Guard)))
        {
            if (_scene.Program.Predicate(row.Predicate).View is { } view)
            {
                // The past is not given: it is what the engine remembers of the facts.
                lead = view.Kind == ViewKind.Held ? Math.Max(lead, view.Far) : lead;
                continue;
            }

            if (ColumnsOf(row) is not { } columns)
            {
                return null;
            }

            facts.Add(new Fact(_scene.Program.Predicate(row.Predicate).Name, columns));
        }

        ImmutableSortedDictionary<string, Value>.Builder parameters = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
        for (int i = 0; i < _scene.Params.Length; i++)
        {
            BoundParam param = _scene.Program.Bound.Params[i];
            if (Decode(_scene.Params[i], param.Type) is { } value && value != param.Value)
            {
                parameters[param.Name] = value;
            }
        }

        long at = Number(_scene.Now.Value.ToString()) is { } now ? (long)now.Numerator : 0;
        return new GivenState([.. facts], parameters.ToImmutable(), new EventTime(at)) { LeadNs = Math.Min(lead, at) };
    }

    /// <summary>The exact number that stands for a scalar; null for an irrational one.</summary>
    public Rational? NumberOf(SymScalar scalar) => scalar.Value.IsConstant ? scalar.Value.Constant : Number(scalar.Value.ToString());

    private Rational? Number(string term) => _values.TryGetValue(term, out SExpression? value) && Rational.TryRead(value, out Rational number) ? number : null;

    private Value? Decode(Sym sym, BoundType type) => sym switch
    {
        SymScalar scalar => DecodeScalar(scalar),
        SymStruct structure => DecodeStruct(structure, type),
        _ => null,
    };

    private Value? DecodeScalar(SymScalar scalar)
    {
        if (NumberOf(scalar) is not { } number || (scalar.Kind == SymKind.Code && !number.Denominator.IsOne))
        {
            return null;
        }

        if (scalar.Kind == SymKind.Code)
        {
            return _scene.Codes.TryDecode(number.Numerator, out Value known) ? known : _invented.TryGetValue(number.Numerator, out Value invented) ? invented : null;
        }

        return ArithmeticEncoder.Fits(scalar.Kind, number) ? ArithmeticEncoder.ValueOf(scalar.Kind, number) : null;
    }

    private Value? DecodeStruct(SymStruct structure, BoundType type)
    {
        List<KeyValuePair<Value, Value>> fields = [];
        foreach ((string name, SymField field) in structure.Fields.Where(f => IsTrue(f.Value.Present)))
        {
            BoundType of = type.IsOpen || type.Kind != TypeKind.Struct ? BoundType.Any : type.Fields.FirstOrDefault(f => f.Name == name)?.Type ?? BoundType.Any;
            if (Decode(field.Value, of) is not { } value)
            {
                return null;
            }

            fields.Add(new(Value.Name(name), value));
        }

        return Value.Struct(fields);
    }

    private void AddTerms(IEnumerable<Sym?> columns, ImmutableArray<BoundType> types, HashSet<string> terms)
    {
        int i = 0;
        foreach (Sym? column in columns)
        {
            AddTerms(column, types[i++], terms);
        }
    }

    private void AddTerms(Sym? sym, BoundType type, HashSet<string> terms)
    {
        if (sym is SymScalar { Value.IsConstant: false } scalar)
        {
            terms.Add(scalar.Value.ToString());
            if (scalar.Kind == SymKind.Code)
            {
                _codeTypes[scalar.Value.ToString()] = type;
            }
        }
        else if (sym is SymStruct structure)
        {
            foreach ((string name, SymField field) in structure.Fields)
            {
                terms.Add(field.Present);
                AddTerms(field.Value, type is { Kind: TypeKind.Struct, IsOpen: false } ? type.Fields.FirstOrDefault(f => f.Name == name)?.Type ?? BoundType.Any : BoundType.Any, terms);
            }
        }
    }

    private void Read(IEnumerable<string> terms, Func<IReadOnlyList<string>, IEnumerable<SExpression>> valuesOf)
    {
        string[] asked = [.. terms.Where(t => t is not (Smt.True or Smt.False) && !_values.ContainsKey(t)).Distinct(StringComparer.Ordinal)];
        if (asked.Length > 0)
        {
            foreach ((string term, SExpression value) in asked.Zip(valuesOf(asked)))
            {
                _values[term] = value;
            }
        }
    }
}
