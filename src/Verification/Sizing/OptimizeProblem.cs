using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The statements of one predicate on one state, as a linear problem.</summary>
internal sealed class OptimizeProblem
{
    private readonly BoundProgram _program;
    private readonly ReferenceSession _session;
    private readonly EventTime _at;
    private readonly SortedDictionary<Fact, Linear> _unknowns = [];
    private readonly BoundPredicate _published;

    /// <exception cref="NotLinearException">A statement cannot be expressed on this state.</exception>
    public OptimizeProblem(BoundProgram program, IReadOnlyList<BoundOptimize> statements, ReferenceSession session, EventTime at)
    {
        (_program, _session, _at) = (program, session, at);
        _published = program.Predicates[statements[0].Predicate];
        foreach (Fact row in statements.Where(static s => s.GivesKeys).SelectMany(Keys).Distinct().Order().Take(OptimizeSolver.MaxRows + 1).ToArray())
        {
            _unknowns.Add(row, Linear.Unknown(_published.Types[^1].Kind == TypeKind.Number));
        }

        if (_unknowns.Count > OptimizeSolver.MaxRows)
        {
            throw new NotLinearException($"'{_published.Name}' would have more than {OptimizeSolver.MaxRows} rows");
        }

        session.Commit(at, [.. _unknowns.Keys.Select(FactChange.Assert)]);
        foreach (BoundOptimize statement in statements)
        {
            Add(statement);
        }
    }

    public LinearProblem Linear { get; } = new();

    /// <summary>To be maximised.</summary>
    public Linear Objective { get; private set; } = Verification.Linear.Of(0, isReal: true);

    /// <summary>The rows to publish, and their numbers as they are rounded, in the order of the unknowns.</summary>
    public (ImmutableArray<Fact> Rows, IReadOnlyList<Rational> Rounded) Rows(IReadOnlyList<Rational> values)
    {
        Value[] rounded = [.. values.Select(Rounded)];
        return ([.. _unknowns.Keys.Select((row, i) => new Fact(row.Predicate, [.. row.Arguments.SkipLast(1), rounded[i]]))],
            [.. rounded.Select(static v => v.Kind switch { ValueKind.Dec8 => new Rational(v.AsInt64, Dec8.Scale), ValueKind.Number => v.AsInt64, _ => Rational.FromDouble(v.AsFloat64) })]);
    }

    private Value Rounded(Rational value)
    {
        Rational scaled = _published.Types[^1].Kind == TypeKind.Dec8 ? value * Dec8.Scale : value;
        if (_published.Types[^1].Kind == TypeKind.Float64)
        {
            return Value.TryFloat64(value.ToDouble(), out Value real) ? real : throw new NotLinearException("the best solution is beyond what a number can hold");
        }

        System.Numerics.BigInteger whole = scaled.Sign < 0 ? scaled.Ceiling() : scaled.Floor();
        return whole < long.MinValue || whole > long.MaxValue ? throw new NotLinearException("the best solution is beyond what a number can hold")
            : _published.Types[^1].Kind == TypeKind.Dec8 ? Value.Decimal(new Dec8((long)whole)) : Value.Number((long)whole);
    }

    /// <summary>A row with 0 for each key that the body gives.</summary>
    private IEnumerable<Fact> Keys(BoundOptimize statement)
    {
        foreach (Value[] values in Query(statement, statement.Body))
        {
            yield return RowOf(statement, statement.Rows[0], Row(statement, values, new Dictionary<int, Linear>()));
        }
    }

    private Fact RowOf(BoundOptimize statement, BoundAtom atom, LinearRow row)
    {
        LinearTerms terms = new(_program, statement, _at, Linear, []);
        Value zero = _published.Types[^1].Kind switch { TypeKind.Dec8 => Value.Decimal(new Dec8(0)), TypeKind.Float64 => Value.Float64(0), _ => Value.Number(0) };
        return new Fact(_published.Name, [.. atom.Arguments.SkipLast(1).Select(a => terms.TryValue(a, row, out Value value) ? value : throw new NotLinearException($"'{a.Span.Text}' has no value")), zero]);
    }

    private void Add(BoundOptimize statement)
    {
        List<LinearRow> rows = [];
        foreach (Value[] values in Query(statement, [.. statement.Body, .. statement.Rows]))
        {
            LinearRow keys = Row(statement, values, new Dictionary<int, Linear>());
            Fact[] facts = [.. statement.Rows.Select(r => RowOf(statement, r, keys))];
            Dictionary<int, Linear> unknowns = statement.Unknowns.Zip(facts).ToDictionary(static p => p.First, p => _unknowns[p.Second]);
            string words = string.Join(", ", facts.Select(static f => $"{f.Predicate}({string.Join(", ", f.Arguments.SkipLast(1))})"));
            rows.Add(Row(statement, values, unknowns) with { Words = $" for {words}" });
        }

        LinearTerms terms = new(_program, statement, _at, Linear, rows);
        foreach (LinearRow row in rows)
        {
            Linear gain = terms.Of(statement.Objective, row, statement.IsMaximized ? -1 : 1);
            Objective += statement.IsMaximized ? gain : gain * -1;
            foreach (BoundComparison limit in statement.Limits)
            {
                Add(statement, limit, row, terms);
            }
        }
    }

    private void Add(BoundOptimize statement, BoundComparison limit, LinearRow row, LinearTerms terms)
    {
        bool isExact = limit.Operator == ComparisonOperator.Equal;
        bool turned = limit.Operator == ComparisonOperator.GreaterOrEqual;
        (BoundExpression less, BoundExpression more) = turned ? (limit.Right, limit.Left) : (limit.Left, limit.Right);
        Linear excess = terms.Of(less, row, isExact ? 0 : 1) - terms.Of(more, row, isExact ? 0 : -1);
        bool isOfRow = BoundWalk.ExpressionsOf(limit).OfType<BoundVariable>().Any(v => statement.Sums.All(s => s.Key != v.Slot));
        Linear.Add(excess, isExact, limit.Span.Text + (isOfRow ? row.Words : ""));
    }

    private IReadOnlyList<Value[]> Query(BoundOptimize statement, ImmutableArray<BoundLiteral> literals) =>
        _session.Query(new BoundQuery(literals, statement.Variables, statement.Span));

    private static LinearRow Row(BoundOptimize statement, Value[] values, IReadOnlyDictionary<int, Linear> unknowns) =>
        new(values, unknowns, statement.Unknowns.Concat(statement.Sums.Select(static s => s.Key)).ToHashSet(), "");
}
