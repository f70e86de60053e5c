using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Verification;

/// <summary>A linear optimisation in the making: unknowns, sizes of expressions, limits with words for them.</summary>
/// <remarks>A size is at least the expression and its negation; only upper limits and costs may speak of it, so that it may be larger without harm.</remarks>
internal sealed class LinearProblem
{
    private readonly StringBuilder _declarations = new();
    private readonly Dictionary<string, (string Name, Linear Of)> _sizes = new(StringComparer.Ordinal);
    private readonly List<Limit> _limits = [];
    private readonly HashSet<string> _terms = new(StringComparer.Ordinal);
    private int _unknowns;

    /// <summary>A new unknown.</summary>
    public Linear Unknown(bool isWhole)
    {
        string name = $"pos{_unknowns++}";
        _declarations.Append(CultureInfo.InvariantCulture, $"(declare-const {name} {(isWhole ? "Int" : "Real")})\n");
        return Linear.Of(new Atom(isWhole ? $"(to_real {name})" : name, true));
    }

    /// <summary>What stands for the size of an expression, the same for equal expressions.</summary>
    public Linear SizeOf(Linear of)
    {
        string text = of.ToString();
        if (!_sizes.TryGetValue(text, out (string Name, Linear Of) size))
        {
            _sizes[text] = size = ($"size{_sizes.Count}", of);
            _declarations.Append(CultureInfo.InvariantCulture, $"(declare-const {size.Name} Real)\n(assert (and (>= {size.Name} {of}) (>= {size.Name} {of * -1})))\n");
        }

        return Linear.Of(new Atom(size.Name, true));
    }

    /// <summary>An expression that has to be at most 0, or exactly 0; said twice it counts once.</summary>
    public void Add(Linear excess, bool isExact, string words)
    {
        string term = Comparing.Compare(isExact ? Semantics.ComparisonOperator.Equal : Semantics.ComparisonOperator.LessOrEqual, excess, Linear.Of(0, isReal: true));
        if (_terms.Add(term))
        {
            _limits.Add(new Limit(term, excess, isExact, words));
        }
    }

    /// <summary>Values of the unknowns in their order, or the words of limits that clash, none of which can be left out.</summary>
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public LinearAnswer Maximize(Linear objective, SolverLimits limits)
    {
        using Z3Context solver = new(limits);
        string asserted = string.Concat(_limits.Select(static l => $"(assert {l.Term})\n"));
        Optimum optimum = solver.Optimize($"{_declarations}{asserted}(maximize {objective})\n");
        return optimum.Answer switch
        {
            SolverAnswer.Satisfiable => Best([.. Enumerable.Range(0, _unknowns).Select(i => ModelText.NumberOf(optimum.Text, $"pos{i}") ?? 0)], objective, asserted, solver),
            SolverAnswer.Unsatisfiable => new LinearAnswer(SizingOutcome.Infeasible, [], Clash(solver)),
            _ => new LinearAnswer(SizingOutcome.Unknown, [], []),
        };
    }

    /// <summary>Values that a question of its own finds nothing better than: an objective without a bound has some values too.</summary>
    private LinearAnswer Best(Rational[] values, Linear objective, string asserted, Z3Context solver)
    {
        string better = Comparing.Compare(Semantics.ComparisonOperator.Greater, objective, Linear.Of(ValueOf(objective, values), isReal: true));
        return solver.Evaluate($"{_declarations}{asserted}(assert {better})\n(check-sat)\n") == "unsat"
            ? new LinearAnswer(SizingOutcome.Optimal, values, [])
            : new LinearAnswer(SizingOutcome.Unknown, [], []);
    }

    /// <summary>The words of the first limit that rounded values break; null when they keep all.</summary>
    public string? Broken(IReadOnlyList<Rational> values) => _limits.Find(l => ValueOf(l.Excess, values) is var excess && (l.IsExact ? !excess.IsZero : excess.Sign > 0))?.Words;

    private Rational ValueOf(Linear expression, IReadOnlyList<Rational> values)
    {
        Rational total = expression.Constant;
        foreach (Linear.Term term in expression.Terms)
        {
            total += term.Factor * ValueOf(term.Atom.Text, values);
        }

        return total;
    }

    private Rational ValueOf(string atom, IReadOnlyList<Rational> values)
    {
        if (atom.StartsWith("size", StringComparison.Ordinal))
        {
            Rational of = ValueOf(_sizes.Values.First(s => s.Name == atom).Of, values);
            return of.Sign < 0 ? -of : of;
        }

        string digits = string.Concat(atom.Where(char.IsAsciiDigit));
        return values[int.Parse(digits, CultureInfo.InvariantCulture)];
    }

    /// <summary>From all limits, each that can be left out is left out.</summary>
    private string[] Clash(Z3Context solver)
    {
        StringBuilder text = new(_declarations.ToString());
        for (int i = 0; i < _limits.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"(declare-const limit{i} Bool)\n(assert (=> limit{i} {_limits[i].Term}))\n");
        }

        solver.Evaluate(text.ToString());
        List<int> core = [.. Enumerable.Range(0, _limits.Count)];
        foreach (int candidate in core.ToArray())
        {
            List<int> fewer = [.. core.Where(i => i != candidate)];
            core = solver.Evaluate($"(check-sat-assuming ({string.Join(' ', fewer.Select(static i => $"limit{i}"))}))\n") == "unsat" ? fewer : core;
        }

        return [.. core.Select(i => _limits[i].Words)];
    }

    private sealed record Limit(string Term, Linear Excess, bool IsExact, string Words);
}

/// <summary>How a linear problem came out.</summary>
/// <param name="Values">Of the unknowns, exactly; empty unless optimal.</param>
/// <param name="Clash">Words of limits; empty unless infeasible.</param>
internal sealed record LinearAnswer(SizingOutcome Outcome, IReadOnlyList<Rational> Values, IReadOnlyList<string> Clash);
