using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Orders one body: whatever can be decided at once first, then the atom that is nearest to a single row.</summary>
internal sealed class JoinOrder
{
    /// <summary>More than any number of columns.</summary>
    private const int KeyBonus = 1 << 20;

    private readonly BoundProgram _program;
    private readonly ImmutableArray<BoundLiteral> _body;
    private readonly bool[] _isBound;
    private readonly bool[] _isBindable;
    private readonly ImmutableArray<int> _large;

    /// <param name="program">What the literals name.</param>
    /// <param name="body">The literals.</param>
    /// <param name="slots">How many variables the rule has.</param>
    /// <param name="boundSlots">Those that are known beforehand.</param>
    /// <param name="large">Predicates to come after others that are known as well: the recursive ones, whose rows outnumber those they are derived from.</param>
    public JoinOrder(BoundProgram program, ImmutableArray<BoundLiteral> body, int slots, IEnumerable<int> boundSlots, ImmutableArray<int>? large = null)
    {
        _program = program;
        _body = body;
        _large = large ?? [];
        _isBound = new bool[slots];
        foreach (int slot in boundSlots)
        {
            _isBound[slot] = true;
        }

        _isBindable = BodyBinding.Bindable(body, slots);
    }

    /// <summary>The steps of the body without the literal that is done already.</summary>
    /// <exception cref="InvalidOperationException">No order can evaluate the body; the binder refuses such rules.</exception>
    public ImmutableArray<PlanStep> Order(int? done)
    {
        List<int> left = [.. Enumerable.Range(0, _body.Length).Where(i => i != done)];
        ImmutableArray<PlanStep>.Builder steps = ImmutableArray.CreateBuilder<PlanStep>();
        while (left.Count > 0)
        {
            int next = Choose(left);
            left.Remove(next);
            steps.Add(Place(next));
        }

        return steps.ToImmutable();
    }

    private int Choose(List<int> left)
    {
        foreach (int candidate in left)
        {
            if (IsReady(_body[candidate]))
            {
                return candidate;
            }
        }

        int best = -1, bestScore = -1;
        foreach (int candidate in left)
        {
            if (_body[candidate] is BoundAtom { IsNegated: false } atom && Score(atom) > bestScore)
            {
                (best, bestScore) = (candidate, Score(atom));
            }
        }

        return best >= 0 ? best : throw new InvalidOperationException($"no order of literals evaluates the body at {_body[left[0]].Span}");
    }

    /// <summary>An atom whose key is known gives at most one given row, and beats any number of other known columns.</summary>
    private int Score(BoundAtom atom)
    {
        ImmutableArray<int> key = _program.Predicates[atom.Predicate].Key;
        bool keyIsKnown = !key.IsEmpty && key.All(column => IsKnown(atom.Arguments[column]));
        return (2 * atom.Arguments.Count(IsKnown)) + (keyIsKnown ? KeyBonus : 0) + (_large.Contains(atom.Predicate) ? 0 : 1);
    }

    private bool IsReady(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom.IsNegated && atom.Arguments.All(IsKnownOrWildcard),
        BoundComparison comparison => IsTest(comparison) || AssignedSlot(comparison) is not null,
        BoundBuiltinLiteral builtin => BodyBinding.Inputs(builtin).All(IsKnown) && (!builtin.IsNegated || BodyBinding.Outputs(builtin).All(IsKnownOrWildcard)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private PlanStep Place(int index)
    {
        switch (_body[index])
        {
            case BoundAtom { IsNegated: true } atom:
                return new RequireAbsent
                {
                    Span = atom.Span,
                    Literal = index,
                    Predicate = atom.Predicate,
                    Pattern = BodyBinding.Pattern(atom.Arguments, _isBound, static _ => true),
                };
            case BoundAtom atom:
                MatchRows match = new()
                {
                    Span = atom.Span,
                    Literal = index,
                    Ordinal = _body.Take(index).Count(static l => l is BoundAtom { IsNegated: false }),
                    Predicate = atom.Predicate,
                    Pattern = BodyBinding.Pattern(atom.Arguments, _isBound),
                };
                Bind(atom.Arguments);
                return match;
            case BoundComparison comparison when IsTest(comparison):
                return new TestComparison { Span = comparison.Span, Comparison = comparison };
            case BoundComparison comparison:
                return Assign(comparison);
            case BoundBuiltinLiteral builtin:
                return Solve(builtin);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private AssignSlot Assign(BoundComparison comparison)
    {
        int slot = AssignedSlot(comparison)!.Value;
        _isBound[slot] = true;
        return new AssignSlot
        {
            Span = comparison.Span,
            Slot = slot,
            Value = comparison.Left is BoundVariable left && left.Slot == slot ? comparison.Right : comparison.Left,
        };
    }

    private SolveBuiltin Solve(BoundBuiltinLiteral builtin)
    {
        SolveBuiltin step = new()
        {
            Span = builtin.Span,
            Predicate = builtin.Predicate,
            IsNegated = builtin.IsNegated,
            Inputs = [.. BodyBinding.Inputs(builtin)],
            Outputs = BodyBinding.Pattern([.. BodyBinding.Outputs(builtin)], _isBound),
        };
        Bind(builtin.IsNegated ? [] : BodyBinding.Outputs(builtin));
        return step;
    }

    private void Bind(IEnumerable<BoundExpression> arguments)
    {
        foreach (BoundVariable variable in arguments.OfType<BoundVariable>())
        {
            _isBound[variable.Slot] = true;
        }
    }

    /// <summary>A threshold with a memory also asks for what the memory is kept.</summary>
    private bool IsTest(BoundComparison comparison) =>
        IsKnown(comparison.Left) && IsKnown(comparison.Right) && (comparison.Hysteresis?.Key.All(IsKnown) ?? true);

    private int? AssignedSlot(BoundComparison comparison) => comparison switch
    {
        { Operator: not ComparisonOperator.Equal } => null,
        { Left: BoundVariable left } when !_isBound[left.Slot] && IsKnown(comparison.Right) => left.Slot,
        { Right: BoundVariable right } when !_isBound[right.Slot] && IsKnown(comparison.Left) => right.Slot,
        _ => null,
    };

    private bool IsKnown(BoundExpression expression) => expression switch
    {
        BoundVariable variable => _isBound[variable.Slot],
        BoundCall call => call.Arguments.All(IsKnown),
        _ => true,
    };

    private bool IsKnownOrWildcard(BoundExpression expression) =>
        IsKnown(expression) || (expression is BoundVariable variable && !_isBindable[variable.Slot]);
}
