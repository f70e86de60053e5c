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
    private readonly Bindable _bindable;
    private readonly StepBudget _budget;
    private readonly SlotTrail _slots;
    private readonly Func<BoundLiteral, Value?[], double> _distanceOf;
    private readonly LiteralStatus[] _states;
    private readonly Fact?[] _facts;
    private readonly bool[] _isOpen;
    private int _open;
    private int _allowance;
    private bool _takesFirst;
    private BodyMatch? _best;

    public BodySearch(Goal goal, LiteralJudge judge, Bindable bindable, StepBudget budget, Func<BoundLiteral, Value?[], double> distanceOf)
    {
        _literals = goal.Literals;
        _judge = judge;
        _bindable = bindable;
        _budget = budget;
        _slots = new SlotTrail(goal.Slots);
        _distanceOf = distanceOf;
        _states = new LiteralStatus[_literals.Length];
        _facts = new Fact?[_literals.Length];
        _isOpen = new bool[_literals.Length];
        Array.Fill(_isOpen, true);
        _open = _literals.Length;
    }

    /// <summary>True when the budget ended the search: something closer may have been missed.</summary>
    public bool IsCut { get; private set; }

    public BodyMatch Nearest()
    {
        for (_allowance = 0; _best is null && !_budget.IsSpent; _allowance++)
        {
            Visit(0);
        }

        IsCut = _budget.IsSpent;
        if (_best is null)
        {
            (_takesFirst, _allowance) = (true, _literals.Length);
            Visit(0);
        }

        return _best!;
    }

    private bool IsDone => _takesFirst ? _best is not null : _budget.IsSpent;

    /// <summary>Goes through all that the open literals allow; afterwards everything is as before, but for the best match.</summary>
    private void Visit(int unmet)
    {
        if ((!_takesFirst && !_budget.TryStep()) || IsDone)
        {
            return;
        }

        if (_open == 0)
        {
            Take(unmet);
            return;
        }

        int next = Choose();
        Close(next);
        switch (_literals[next])
        {
            case BoundAtom { IsNegated: false } atom: Match(next, atom, unmet); break;
            case BoundAtom absent: Judge(next, !_judge.HasMatch(absent, _slots), unmet); break;
            case BoundComparison comparison: Compare(next, comparison, unmet); break;
            case BoundBuiltinLiteral builtin: Solve(next, builtin, unmet); break;
            default: throw new System.Diagnostics.UnreachableException();
        }

        Reopen(next);
    }

    private void Close(int index)
    {
        _isOpen[index] = false;
        _open--;
    }

    private void Reopen(int index)
    {
        _isOpen[index] = true;
        _open++;
    }

    /// <summary>Whatever can be judged first, in source order; then the atom with most known columns.</summary>
    private int Choose()
    {
        int best = -1, most = -1;
        for (int i = 0; i < _isOpen.Length; i++)
        {
            if (!_isOpen[i])
            {
                continue;
            }

            if (_literals[i] is BoundAtom { IsNegated: false } atom)
            {
                int known = Known(atom);
                (best, most) = known > most ? (i, known) : (best, most);
            }
            else if (_judge.IsReady(_literals[i], _slots.Values))
            {
                return i;
            }
        }

        return best;
    }

    private int Known(BoundAtom atom)
    {
        int known = 0;
        foreach (BoundExpression argument in atom.Arguments)
        {
            known += SlotReader.IsKnown(argument, _slots.Values) ? 1 : 0;
        }

        return known;
    }

    private void Match(int index, BoundAtom atom, int unmet)
    {
        bool any = false;
        IReadOnlyList<Fact> candidates = _judge.Candidates(atom, _slots.Values);
        int mark = _slots.Mark;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (IsDone)
            {
                return;
            }

            if (_judge.TryBind(atom.Arguments.AsSpan(), candidates[i].Arguments, _slots))
            {
                any = true;
                _facts[index] = candidates[i];
                Hold(index, unmet);
                _facts[index] = null;
            }

            _slots.Undo(mark);
        }

        if (!any || !_takesFirst)
        {
            Fail(index, unmet);
        }
    }

    private void Compare(int index, BoundComparison comparison, int unmet)
    {
        if (LiteralJudge.AssignedSlot(comparison, _slots.Values) is not { } slot)
        {
            Judge(index, _judge.Holds(comparison, _slots.Values), unmet);
            return;
        }

        BoundExpression source = comparison.Left is BoundVariable left && left.Slot == slot ? comparison.Right : comparison.Left;
        int mark = _slots.Mark;
        if (_judge.ValueOf(source, _slots.Values) is { } value)
        {
            _slots.Set(slot, value);
            Hold(index, unmet);
            _slots.Undo(mark);
        }
        else
        {
            Fail(index, unmet);
        }
    }

    private void Solve(int index, BoundBuiltinLiteral builtin, int unmet)
    {
        List<Value[]> solutions = _judge.Solve(builtin, _slots);
        if (builtin.IsNegated || solutions.Count == 0)
        {
            Judge(index, builtin.IsNegated && solutions.Count == 0, unmet);
            return;
        }

        BoundExpression[] outputs = LiteralJudge.Outputs(builtin);
        int mark = _slots.Mark;
        foreach (Value[] solution in solutions)
        {
            _judge.TryBind(outputs, solution, _slots);
            Hold(index, unmet);
            _slots.Undo(mark);
        }
    }

    private void Judge(int index, bool holds, int unmet)
    {
        if (holds)
        {
            Hold(index, unmet);
        }
        else
        {
            Fail(index, unmet);
        }
    }

    private void Hold(int index, int unmet)
    {
        _states[index] = LiteralStatus.Held;
        Visit(unmet);
    }

    private void Fail(int index, int unmet)
    {
        if (unmet >= _allowance)
        {
            return;
        }

        List<int> hopeless = _bindable.Hopeless(_isOpen, _slots, _judge);
        if (unmet + 1 + hopeless.Count > _allowance)
        {
            return;
        }

        foreach (int i in hopeless)
        {
            Close(i);
            _states[i] = LiteralStatus.Unreached;
        }

        _states[index] = LiteralStatus.Failed;
        Visit(unmet + 1 + hopeless.Count);
        hopeless.ForEach(Reopen);
    }

    private void Take(int unmet)
    {
        double distance = 0;
        int failed = 0;
        for (int i = 0; i < _literals.Length; i++)
        {
            if (_states[i] != LiteralStatus.Failed)
            {
                continue;
            }

            if (_literals[i] is BoundAtom { IsNegated: false } skipped && _judge.HasMatch(skipped, _slots))
            {
                return; // it was passed over, but under the values found elsewhere it does hold
            }

            failed++;
            distance += _distanceOf(_literals[i], _slots.Values);
        }

        if (_best is null || BodyMatch.IsCloser(unmet, failed, distance, _best))
        {
            _best = new BodyMatch([.. _slots.Values], [.. _states], [.. _facts], unmet, failed, distance);
        }
    }
}
