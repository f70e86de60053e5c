using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Chooses an order for the literals of a body: whatever can be decided at once first, then the atom with most known columns.</summary>
/// <remarks>The order depends on the body alone, so evaluation (and the count of failures) is the same every time.</remarks>
internal sealed class BodyPlanner
{
    private readonly ImmutableArray<BoundLiteral> _literals;
    private readonly bool[] _isBound;
    private readonly bool[] _isBindable;
    private readonly List<Func<Step, LiteralStep>> _makers = [];

    private BodyPlanner(ImmutableArray<BoundLiteral> literals, int slots, IEnumerable<int> boundSlots)
    {
        _literals = literals;
        _isBound = new bool[slots];
        foreach (int slot in boundSlots)
        {
            _isBound[slot] = true;
        }

        _isBindable = Bindable(literals, slots);
    }

    /// <summary>Plans a body.</summary>
    /// <param name="literals">The body.</param>
    /// <param name="slots">Number of slots.</param>
    /// <param name="boundSlots">Slots that have a value from the start.</param>
    /// <param name="firstAtom">The positive atom (its index in the body) to begin with; null to choose freely.</param>
    /// <param name="trace">Told of each literal that is reached; null for nobody.</param>
    /// <exception cref="InvalidOperationException">No order can evaluate the body; the binder refuses such rules.</exception>
    public static Step Plan(ImmutableArray<BoundLiteral> literals, int slots, IEnumerable<int> boundSlots, int? firstAtom, Trace? trace = null)
    {
        BodyPlanner planner = new(literals, slots, boundSlots);
        List<int> left = [.. Enumerable.Range(0, literals.Length)];
        while (left.Count > 0)
        {
            int next = planner.Choose(left, firstAtom);
            left.Remove(next);
            if (trace is not null)
            {
                int depth = planner._makers.Count;
                planner._makers.Add(rest => new TraceStep(depth, literals[next], trace) { Next = rest });
            }

            planner.Place(next);
        }

        Step chain = new AcceptStep();
        for (int i = planner._makers.Count - 1; i >= 0; i--)
        {
            chain = planner._makers[i](chain);
        }

        return chain;
    }

    /// <summary>Slots that some positive literal binds. A variable of a negation that is not among them is a wildcard.</summary>
    public static bool[] Bindable(ImmutableArray<BoundLiteral> literals, int slots)
    {
        bool[] bindable = new bool[slots];
        void Mark(BoundExpression expression)
        {
            if (expression is BoundVariable variable)
            {
                bindable[variable.Slot] = true;
            }
        }

        foreach (BoundLiteral literal in literals)
        {
            switch (literal)
            {
                case BoundAtom { IsNegated: false } atom:
                    atom.Arguments.ToList().ForEach(Mark);
                    break;
                case BoundBuiltinLiteral { IsNegated: false } builtin:
                    Outputs(builtin).ToList().ForEach(Mark);
                    break;
                case BoundComparison { Operator: ComparisonOperator.Equal } equality:
                    Mark(equality.Left);
                    Mark(equality.Right);
                    break;
            }
        }

        return bindable;
    }

    private int Choose(List<int> left, int? firstAtom)
    {
        foreach (int candidate in left)
        {
            if (IsReady(_literals[candidate]))
            {
                return candidate;
            }
        }

        if (firstAtom is { } first && left.Contains(first))
        {
            return first;
        }

        int best = -1, most = -1;
        foreach (int candidate in left)
        {
            if (_literals[candidate] is BoundAtom { IsNegated: false } atom && KnownColumns(atom) > most)
            {
                (best, most) = (candidate, KnownColumns(atom));
            }
        }

        return best >= 0 ? best : throw new InvalidOperationException($"no order of literals evaluates the body at {_literals[left[0]].Span}");
    }

    /// <summary>True for a literal other than a positive atom whose inputs are all known.</summary>
    private bool IsReady(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom.IsNegated && atom.Arguments.All(IsKnownOrWildcard),
        BoundComparison comparison => IsTest(comparison) || AssignedSlot(comparison) is not null,
        BoundBuiltinLiteral builtin => Inputs(builtin).All(IsKnown) && (!builtin.IsNegated || Outputs(builtin).All(IsKnownOrWildcard)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Place(int index)
    {
        bool[] before = [.. _isBound];
        switch (_literals[index])
        {
            case BoundAtom { IsNegated: true } atom:
                _makers.Add(next => new AbsentStep(atom.Predicate, AtomPattern.Of(atom.Arguments, before)) { Next = next });
                break;
            case BoundAtom atom:
                int ordinal = _literals.Take(index).Count(static l => l is BoundAtom { IsNegated: false });
                _makers.Add(next => new MatchStep(ordinal, atom.Predicate, AtomPattern.Of(atom.Arguments, before)) { Next = next });
                Bind(atom.Arguments);
                break;
            case BoundComparison comparison when IsTest(comparison):
                _makers.Add(next => new CompareStep(comparison) { Next = next });
                break;
            case BoundComparison comparison:
                int slot = AssignedSlot(comparison)!.Value;
                BoundExpression value = comparison.Left is BoundVariable left && left.Slot == slot ? comparison.Right : comparison.Left;
                _makers.Add(next => new AssignStep(slot, value) { Next = next });
                _isBound[slot] = true;
                break;
            case BoundBuiltinLiteral builtin:
                _makers.Add(next => new BuiltinStep(builtin, before) { Next = next });
                Bind(builtin.IsNegated ? [] : Outputs(builtin));
                break;
        }
    }

    private void Bind(IEnumerable<BoundExpression> arguments)
    {
        foreach (BoundVariable variable in arguments.OfType<BoundVariable>())
        {
            _isBound[variable.Slot] = true;
        }
    }

    private bool IsTest(BoundComparison comparison) =>
        IsKnown(comparison.Left) && IsKnown(comparison.Right) && (comparison.Hysteresis?.Key.All(IsKnown) ?? true);

    /// <summary>The slot that an equality can bind now; null when there is none.</summary>
    private int? AssignedSlot(BoundComparison comparison) => comparison switch
    {
        { Operator: not ComparisonOperator.Equal } => null,
        { Left: BoundVariable left } when !_isBound[left.Slot] && IsKnown(comparison.Right) => left.Slot,
        { Right: BoundVariable right } when !_isBound[right.Slot] && IsKnown(comparison.Left) => right.Slot,
        _ => null,
    };

    private int KnownColumns(BoundAtom atom) => atom.Arguments.Count(IsKnown);

    private bool IsKnown(BoundExpression expression) => expression switch
    {
        BoundVariable variable => _isBound[variable.Slot],
        BoundCall call => call.Arguments.All(IsKnown),
        _ => true,
    };

    private bool IsKnownOrWildcard(BoundExpression expression) =>
        IsKnown(expression) || expression is BoundVariable variable && !_isBindable[variable.Slot];

    private static IEnumerable<BoundExpression> Inputs(BoundBuiltinLiteral literal) => literal.Arguments.Where((_, i) => literal.Predicate.IsInput(i));

    private static IEnumerable<BoundExpression> Outputs(BoundBuiltinLiteral literal) => literal.Arguments.Where((_, i) => !literal.Predicate.IsInput(i));
}
