using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A body with values for its variables: the facts of its positive atoms, in source order.</summary>
internal sealed record Substitution(Value?[] Slots, Fact[] Premises);

/// <summary>Finds every substitution of a rule's body in a state.</summary>
internal sealed class BodySolver
{
    private readonly BoundRule _rule;
    private readonly RuleState _state;
    private readonly int[] _order;
    private readonly Fact[] _matched;
    private readonly Value?[] _slots;
    private readonly List<Substitution> _found = [];

    /// <param name="rule">The rule.</param>
    /// <param name="state">What holds.</param>
    public BodySolver(BoundRule rule, RuleState state)
    {
        (_rule, _state) = (rule, state);
        _order = state.OrderOf(rule);
        _slots = new Value?[rule.Variables.Length];
        _matched = new Fact[rule.Body.Count(static l => l is BoundAtom { IsNegated: false })];
    }

    /// <summary>Distinct in all their variables, sorted by them.</summary>
    /// <param name="inputs">Values of the head's first columns, for a rule that computes the last.</param>
    public List<Substitution> Solve(params ReadOnlySpan<Value> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            _slots[((BoundVariable)_rule.Head[i]).Slot] = inputs[i];
        }

        Step(0);
        _found.Sort(static (a, b) => Compare(a.Slots, b.Slots));
        return [.. _found.Where((s, i) => i == 0 || Compare(_found[i - 1].Slots, s.Slots) != 0)];
    }

    public static int Compare(Value?[] a, Value?[] b)
    {
        int i = 0;
        while (i < a.Length && a[i].GetValueOrDefault().CompareTo(b[i].GetValueOrDefault()) == 0)
        {
            i++;
        }

        return i == a.Length ? 0 : a[i].GetValueOrDefault().CompareTo(b[i].GetValueOrDefault());
    }

    private void Step(int step)
    {
        if (step == _order.Length)
        {
            _state.Spend();
            _found.Add(new Substitution([.. _slots], [.. _matched]));
            return;
        }

        switch (_rule.Body[_order[step]])
        {
            case BoundAtom { IsNegated: true } atom when !_state.Matching(atom, _slots).Any(f => Fits(atom, f)): Step(step + 1); break;
            case BoundAtom { IsNegated: false } atom: Match(atom, step); break;
            case BoundComparison comparison: Compare(comparison, step); break;
            case BoundBuiltinLiteral builtin: Solve(builtin, step); break;
        }
    }

    private bool Fits(BoundAtom atom, Fact fact)
    {
        Value?[] kept = [.. _slots];
        bool fits = Unify(atom.Arguments, fact.Arguments);
        kept.CopyTo(_slots, 0);
        return fits;
    }

    private void Match(BoundAtom atom, int step)
    {
        int ordinal = _rule.Body.Take(_order[step]).Count(static l => l is BoundAtom { IsNegated: false });
        Value?[] kept = [.. _slots];
        foreach (Fact fact in _state.Matching(atom, _slots))
        {
            if (Unify(atom.Arguments, fact.Arguments))
            {
                _matched[ordinal] = fact;
                Step(step + 1);
            }

            kept.CopyTo(_slots, 0);
        }
    }

    /// <summary>Gives variables without a value the one they meet; false when another argument has another value.</summary>
    private bool Unify(IReadOnlyList<BoundExpression> arguments, IReadOnlyList<Value> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (arguments[i] is BoundVariable { Slot: int slot } && _slots[slot] is null)
            {
                _slots[slot] = values[i];
            }
            else if (_state.Expressions.Evaluate(arguments[i], _slots) != values[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Compare(BoundComparison comparison, int step)
    {
        Value? left = _state.Expressions.Evaluate(comparison.Left, _slots), right = _state.Expressions.Evaluate(comparison.Right, _slots);
        if (comparison.Operator == ComparisonOperator.Equal && left is null != right is null
            && (left is null ? comparison.Left : comparison.Right) is BoundVariable { Slot: int slot } && _slots[slot] is null)
        {
            _slots[slot] = left ?? right;
            Step(step + 1);
            _slots[slot] = null;
        }
        else if (Holds(comparison.Operator, left, right) || comparison.Hysteresis is { } hysteresis && GoesOn(comparison, hysteresis))
        {
            Step(step + 1);
        }
    }

    /// <summary>The rule held before for this key, and does by the weaker threshold.</summary>
    private bool GoesOn(BoundComparison enter, BoundHysteresis hysteresis) => _state.HeldBefore(_rule, hysteresis, _slots) && Holds(
        enter.Operator,
        _state.Expressions.Evaluate(hysteresis.EnterOnRight ? enter.Left : hysteresis.Exit, _slots),
        _state.Expressions.Evaluate(hysteresis.EnterOnRight ? hysteresis.Exit : enter.Right, _slots));

    /// <summary>False when a value is missing.</summary>
    private static bool Holds(ComparisonOperator comparison, Value? left, Value? right) => left is { } a && right is { } b && Holds(comparison, a, b);

    /// <summary>Equality of any two values; order among values of one kind only.</summary>
    private static bool Holds(ComparisonOperator comparison, Value a, Value b) => comparison switch
    {
        ComparisonOperator.Equal => a == b,
        ComparisonOperator.NotEqual => a != b,
        ComparisonOperator.Less => a.Kind == b.Kind && a.CompareTo(b) < 0,
        ComparisonOperator.LessOrEqual => a.Kind == b.Kind && a.CompareTo(b) <= 0,
        ComparisonOperator.Greater => a.Kind == b.Kind && a.CompareTo(b) > 0,
        ComparisonOperator.GreaterOrEqual => a.Kind == b.Kind && a.CompareTo(b) >= 0,
        _ => throw Expressions.Unknown(comparison),
    };

    private void Solve(BoundBuiltinLiteral literal, int step)
    {
        Value?[] inputs = [.. literal.Arguments.Where((_, i) => literal.Predicate.IsInput(i)).Select(a => _state.Expressions.Evaluate(a, _slots))];
        BoundExpression[] outputs = [.. literal.Arguments.Where((_, i) => !literal.Predicate.IsInput(i))];
        if (Array.Exists(inputs, static i => i is null))
        {
            return;
        }

        List<Value[]> solutions = [];
        literal.Predicate.Solve([.. inputs.Select(static i => i!.Value)], solutions);
        bool any = false;
        foreach (Value[] solution in solutions)
        {
            Value?[] kept = [.. _slots];
            bool fits = Unify(outputs, solution);
            any |= fits;
            if (fits && !literal.IsNegated)
            {
                Step(step + 1);
            }

            kept.CopyTo(_slots, 0);
        }

        if (literal.IsNegated && !any)
        {
            Step(step + 1);
        }
    }
}
