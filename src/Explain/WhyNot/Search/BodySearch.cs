using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Finds the substitution of a body that leaves the fewest literals unmet.</summary>
/// <remarks>
/// Limited discrepancy search: all substitutions with no literal unmet, then with one, then with two, until some are found; of those the one with
/// fewest failed literals, then the smallest distance, then the first in the order of literals and facts. Where a literal fails the search goes on
/// behind it, so that every failed literal is named and not only the first. Ends at the budget with the best so far, or with the first substitution that
/// comes along when there is none yet.
/// </remarks>
internal sealed class BodySearch
{
    private readonly ImmutableArray<BoundLiteral> _literals;
    private readonly LiteralJudge _judge;
    private readonly StepBudget _budget;
    private readonly Func<BoundLiteral, Value?[], double> _distanceOf;
    private readonly LiteralStatus[] _states;
    private readonly Fact?[] _facts;
    private int _allowance;
    private bool _takesFirst;
    private BodyMatch? _best;

    public BodySearch(ImmutableArray<BoundLiteral> literals, LiteralJudge judge, StepBudget budget, Func<BoundLiteral, Value?[], double> distanceOf)
    {
        _literals = literals;
        _judge = judge;
        _budget = budget;
        _distanceOf = distanceOf;
        _states = new LiteralStatus[literals.Length];
        _facts = new Fact?[literals.Length];
    }

    /// <summary>True when the budget ended the search: something closer may have been missed.</summary>
    public bool IsCut { get; private set; }

    public BodyMatch Nearest(Value?[] start)
    {
        for (_allowance = 0; _best is null && !_budget.IsSpent; _allowance++)
        {
            Visit([.. Enumerable.Range(0, _literals.Length)], start, 0);
        }

        IsCut = _budget.IsSpent;
        if (_best is null)
        {
            (_takesFirst, _allowance) = (true, _literals.Length);
            Visit([.. Enumerable.Range(0, _literals.Length)], start, 0);
        }

        return _best!;
    }

    private bool IsDone => _takesFirst ? _best is not null : _budget.IsSpent;

    private void Visit(List<int> open, Value?[] slots, int unmet)
    {
        if ((!_takesFirst && !_budget.TryStep()) || IsDone)
        {
            return;
        }

        if (open.Count == 0)
        {
            Take(slots, unmet);
            return;
        }

        int next = Choose(open, slots);
        List<int> rest = [.. open.Where(i => i != next)];
        switch (_literals[next])
        {
            case BoundAtom { IsNegated: false } atom: Match(next, atom, rest, slots, unmet); break;
            case BoundAtom absent: Judge(next, !_judge.Matches(absent, slots).Any(), rest, slots, unmet); break;
            case BoundComparison comparison: Compare(next, comparison, rest, slots, unmet); break;
            case BoundBuiltinLiteral builtin: Solve(next, builtin, rest, slots, unmet); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Whatever can be judged first, in source order; then the atom with most known columns.</summary>
    private int Choose(List<int> open, Value?[] slots)
    {
        int best = -1, most = -1;
        foreach (int i in open)
        {
            if (_literals[i] is BoundAtom { IsNegated: false } atom)
            {
                int known = atom.Arguments.Count(a => SlotReader.IsKnown(a, slots));
                (best, most) = known > most ? (i, known) : (best, most);
            }
            else if (_judge.IsReady(_literals[i], slots))
            {
                return i;
            }
        }

        return best;
    }

    private void Match(int index, BoundAtom atom, List<int> rest, Value?[] slots, int unmet)
    {
        bool any = false;
        foreach (Fact fact in _judge.Matches(atom, slots))
        {
            if (IsDone)
            {
                return;
            }

            any = true;
            Value?[] bound = [.. slots];
            _judge.TryBind(atom.Arguments, fact.Arguments, bound);
            _facts[index] = fact;
            Hold(index, rest, bound, unmet);
            _facts[index] = null;
        }

        if (!any || !_takesFirst)
        {
            Fail(index, rest, slots, unmet);
        }
    }

    private void Compare(int index, BoundComparison comparison, List<int> rest, Value?[] slots, int unmet)
    {
        if (LiteralJudge.AssignedSlot(comparison, slots) is not { } slot)
        {
            Judge(index, _judge.Holds(comparison, slots), rest, slots, unmet);
            return;
        }

        BoundExpression source = comparison.Left is BoundVariable left && left.Slot == slot ? comparison.Right : comparison.Left;
        Value?[] bound = [.. slots];
        bound[slot] = _judge.ValueOf(source, slots);
        Judge(index, bound[slot].HasValue, rest, bound, unmet);
    }

    private void Solve(int index, BoundBuiltinLiteral builtin, List<int> rest, Value?[] slots, int unmet)
    {
        List<Value[]> solutions = _judge.Solve(builtin, slots);
        if (builtin.IsNegated || solutions.Count == 0)
        {
            Judge(index, builtin.IsNegated && solutions.Count == 0, rest, slots, unmet);
            return;
        }

        BoundExpression[] outputs = LiteralJudge.Outputs(builtin);
        foreach (Value[] solution in solutions)
        {
            Value?[] bound = [.. slots];
            _judge.TryBind(outputs, solution, bound);
            Hold(index, rest, bound, unmet);
        }
    }

    private void Judge(int index, bool holds, List<int> rest, Value?[] slots, int unmet)
    {
        if (holds)
        {
            Hold(index, rest, slots, unmet);
        }
        else
        {
            Fail(index, rest, slots, unmet);
        }
    }

    private void Hold(int index, List<int> rest, Value?[] slots, int unmet)
    {
        _states[index] = LiteralStatus.Held;
        Visit(rest, slots, unmet);
    }

    private void Fail(int index, List<int> rest, Value?[] slots, int unmet)
    {
        if (unmet >= _allowance)
        {
            return;
        }

        List<int> open = [.. rest], hopeless = Bindable.TakeHopeless(_literals, open, slots, _judge);
        if (unmet + 1 + hopeless.Count > _allowance)
        {
            return;
        }

        hopeless.ForEach(i => _states[i] = LiteralStatus.Unreached);
        _states[index] = LiteralStatus.Failed;
        Visit(open, slots, unmet + 1 + hopeless.Count);
    }

    private void Take(Value?[] slots, int unmet)
    {
        double distance = 0;
        int failed = 0;
        for (int i = 0; i < _literals.Length; i++)
        {
            if (_states[i] != LiteralStatus.Failed)
            {
                continue;
            }

            if (_literals[i] is BoundAtom { IsNegated: false } skipped && _judge.Matches(skipped, slots).Any())
            {
                return; // it was passed over, but under the values found elsewhere it does hold
            }

            failed++;
            distance += _distanceOf(_literals[i], slots);
        }

        BodyMatch found = new([.. slots], [.. _states], [.. _facts], unmet, failed, distance);
        _best = _best is null || found.CompareTo(_best) < 0 ? found : _best;
    }
}
