using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Third pass: finds out of every rule that reads <c>now</c> when that can change what it derives.</summary>
/// <remarks>
/// <c>now - T &gt; 5s</c> changes for a row of <c>T</c> at one moment that the row tells; <c>time:hour(now) &gt;= 8</c> when the hour does; a head that holds
/// <c>now - T</c> always. Only comparisons whose variables one atom of a lower layer binds are told by rows.
/// </remarks>
internal sealed class ScheduleClocks
{
    private readonly PlannedRule _rule;
    private readonly BoundRule _bound;
    private readonly ImmutableArray<int> _layer;
    private readonly Dictionary<int, BoundExpression> _assigned;
    private readonly List<BoundExpression> _readings = [];
    private readonly List<BoundComparison> _gates = [];
    private readonly List<ClockTest> _tests = [];

    private ScheduleClocks(PlannedRule rule, BoundProgram program)
    {
        _rule = rule;
        _bound = program.Rules[rule.Index];
        _layer = program.Strata.FirstOrDefault(stratum => stratum.Rules.Contains(rule.Index))?.Predicates ?? [];
        _assigned = rule.Whole.OfType<AssignSlot>().ToDictionary(static a => a.Slot, static a => a.Value);
    }

    public static RulePlan Run(RulePlan plan, BoundProgram program) => plan with
    {
        Rules = [.. plan.Rules.Select(rule => rule.UsesNow ? rule with { Clock = new ScheduleClocks(rule, program).Find() } : rule)],
    };

    private PlannedClock Find()
    {
        foreach (BoundExpression place in OtherPlaces())
        {
            Read(Inline(place));
        }

        foreach (BoundComparison test in _rule.Whole.OfType<TestComparison>().Select(static t => t.Comparison).Where(static c => c.Hysteresis is null))
        {
            Add(test with { Left = Inline(test.Left), Right = Inline(test.Right) });
        }

        int? anchor = _tests.Count > 0 ? Anchor() : null;
        if (anchor is null)
        {
            _tests.ForEach(test => ReadSides(test.Comparison));
            _tests.Clear();
        }

        return new PlannedClock([.. _readings], [.. _gates], anchor, [.. _tests]);
    }

    /// <summary>Everything but plain comparisons and assignments: what time changes there changes rows.</summary>
    private IEnumerable<BoundExpression> OtherPlaces()
    {
        IEnumerable<BoundExpression> body = _bound.Body
            .Where(static literal => literal is not BoundComparison { Hysteresis: null })
            .SelectMany(static literal => literal is BoundComparison { Hysteresis: { } h } c ? h.Key.Add(c.Left).Add(c.Right).Add(h.Exit) : [.. BoundWalk.ExpressionsOf(literal)]);
        return _bound.Head.Concat(body).Concat(_bound.Transforms.SelectMany(static t => t switch
        {
            BoundLet let => [let.Value],
            BoundGroup group => group.Aggregates.SelectMany(static a => a.Arguments).Concat(group.Keys.Select(static slot => new BoundVariable { Slot = slot, Type = BoundType.Any, Span = default })),
            _ => throw new System.Diagnostics.UnreachableException(),
        }));
    }

    private void Add(BoundComparison test)
    {
        if (!HasNow(test.Left) && !HasNow(test.Right))
        {
            return;
        }

        if (!Variables(test).Any())
        {
            _gates.Add(test);
        }
        else if (Linear(test) is { } linear)
        {
            _tests.Add(linear);
        }
        else
        {
            ReadSides(test);
        }
    }

    private void ReadSides(BoundComparison test)
    {
        Read(test.Left);
        Read(test.Right);
    }

    /// <summary>Notes the largest parts that hold <c>now</c> and no variable.</summary>
    private void Read(BoundExpression expression)
    {
        if (!HasNow(expression))
        {
            return;
        }

        if (expression is BoundCall call && Variables(call).Any())
        {
            foreach (BoundExpression argument in call.Arguments)
            {
                Read(argument);
            }
        }
        else
        {
            _readings.Add(expression);
        }
    }

    /// <summary>The first atom of a lower layer that binds every variable of every test.</summary>
    private int? Anchor()
    {
        HashSet<int> needed = [.. _tests.SelectMany(static t => Variables(t.Comparison)).Select(static v => v.Slot)];
        return _rule.Deltas.FirstOrDefault(delta =>
            !delta.IsNegated && !_layer.Contains(delta.Predicate) && needed.IsSubsetOf(delta.Pattern.Binds.Select(static b => b.Slot)))?.Literal;
    }

    private static ClockTest? Linear(BoundComparison test)
    {
        List<BoundExpression> left = [], right = [];
        int rises = Slope(test.Left, left) is { } l && Slope(test.Right, right) is { } r ? l - r : 0;
        return rises is 1 or -1 && left.Count <= 2 && right.Count <= 2 ? new ClockTest(test, rises > 0, [.. left, .. right]) : null;
    }

    /// <summary>By how many nanoseconds the expression grows a nanosecond, -1 to 1; null when that is not known. Terms that stand still go to <paramref name="leaves"/>.</summary>
    private static int? Slope(BoundExpression expression, List<BoundExpression> leaves)
    {
        switch (expression)
        {
            case BoundNow:
                return 1;
            case BoundCall { Function.Name: "time:to_unix_nanos" or "time:from_unix_nanos" or "duration:nanos" or "duration:from_nanos" } call when HasNow(call):
                return Slope(call.Arguments[0], leaves);
            case BoundCall { Arguments.Length: 2, Function.Name: "plus" or "time:add" or "duration:add" } call when HasNow(call):
                return Unit(Slope(call.Arguments[0], leaves) + Slope(call.Arguments[1], leaves));
            case BoundCall { Arguments.Length: 2, Function.Name: "minus" or "time:sub" } call when HasNow(call):
                return Unit(Slope(call.Arguments[0], leaves) - Slope(call.Arguments[1], leaves));
            case var other when !HasNow(other) && CellKinds.Of(other.Type) is CellKind.Number or CellKind.Time or CellKind.Duration:
                leaves.Add(other);
                return 0;
            default:
                return null;
        }
    }

    private static int? Unit(int? slope) => slope is >= -1 and <= 1 ? slope : null;

    /// <summary>With assigned variables replaced by what they are assigned, so that only variables of atoms and built-ins are left.</summary>
    private BoundExpression Inline(BoundExpression expression) => expression switch
    {
        BoundVariable variable when _assigned.TryGetValue(variable.Slot, out BoundExpression? value) => Inline(value),
        BoundCall call => call with { Arguments = [.. call.Arguments.Select(Inline)] },
        _ => expression,
    };

    private static bool HasNow(BoundExpression expression) => BoundWalk.WithParts(expression).Any(static e => e is BoundNow);

    private static IEnumerable<BoundVariable> Variables(BoundExpression expression) => BoundWalk.WithParts(expression).OfType<BoundVariable>();

    private static IEnumerable<BoundVariable> Variables(BoundComparison test) => Variables(test.Left).Concat(Variables(test.Right));
}
