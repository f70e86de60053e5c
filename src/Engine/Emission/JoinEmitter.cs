using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Turns one join of a plan into a method: nested loops over posting lists, cells in locals, what fails counted, the head built in place.</summary>
/// <remarks>
/// The shape follows the steps: each is code that falls into the next, and jumps to <c>next</c>, the continuation of the innermost loop around it, when it does
/// not hold. Tables may grow while the method runs (a recursive rule feeds itself), so columns and states are read through the table each time.
/// Whoever takes a substitution may stop the join; that is asked after each one.
/// </remarks>
internal sealed partial class JoinEmitter
{
    private readonly PlannedRule _rule;
    private readonly MemberShape? _members;
    private readonly EngineState _state;
    private readonly Func<int, RowView> _views;
    private readonly CodeText _code = new();
    private readonly ExpressionEmitter _expressions;
    private readonly RowEmitter _rows;
    private readonly AbsentAtoms? _absent;
    private readonly List<CallSite> _calls;
    private readonly List<long[]> _keys;
    private readonly List<Table> _tables;
    private readonly CodeLocal?[] _matched;
    private readonly CodeLabel _end;

    /// <summary>Where two matched rows are all that the sink is told: their ordinals.</summary>
    private (int Changed, int Found)? _pair;

    private JoinEmitter(PlannedRule rule, MemberShape? members, EngineState state, Frame frame, Func<int, RowView> views)
    {
        _rule = rule;
        _members = members;
        _state = state;
        _views = views;
        _absent = frame.AbsentAtoms;
        _calls = [.. frame.Calls];
        _keys = [.. frame.Keys];
        _tables = [.. frame.Tables];
        _expressions = new ExpressionEmitter(_code, rule, state, _calls);
        _matched = new CodeLocal?[rule.Positives.Length];
        _end = _code.DefineLabel();
        _rows = new RowEmitter(_code, _keys, predicate => NumberOf(state.Relations[predicate]));
    }

    /// <summary>The join from a changed row, or null where some step has no emitted form. Built before it returns; compiled then, or when it first runs (<see cref="SessionOptions.CompilesAhead"/>).</summary>
    /// <param name="members">What members of the rule's group look like, where they are counted.</param>
    /// <param name="views">Which state each literal of the body sees.</param>
    public static EmittedJoin? Delta(PlannedRule rule, MemberShape? members, DeltaJoin delta, EngineState state, Frame frame, Func<int, RowView> views)
    {
        return Build(rule, members, state, frame, views, emitter =>
        {
            emitter.Row(delta);
            emitter.Steps(delta.Steps);
        });
    }

    /// <summary>The first steps of a delta join, up to a found row: hands the changed row and the found one to the frame's sink as matches 0 and 1.</summary>
    /// <param name="steps">How many: a probe and comparisons.</param>
    public static EmittedJoin? Prefix(PlannedRule rule, DeltaJoin delta, int steps, EngineState state, Frame frame, Func<int, RowView> views) =>
        Build(rule, null, state, frame, views, emitter =>
        {
            emitter._pair = (delta.Ordinal, ((MatchRows)delta.Steps[0]).Ordinal);
            emitter.Row(delta);
            emitter.Steps(delta.Steps[..steps]);
        });

    /// <summary>The rest of a delta join whose <see cref="Prefix"/> has found a row.</summary>
    public static EmittedJoin? Rest(PlannedRule rule, DeltaJoin delta, int steps, EngineState state, Frame frame, Func<int, RowView> views) =>
        Build(rule, null, state, frame, views, emitter =>
        {
            emitter.Row(delta);
            emitter.Found((MatchRows)delta.Steps[0]);
            emitter.Steps(delta.Steps[steps..]);
        });

    /// <summary>The body on the new state for what a row of the head's relation fixes. What it finds may differ from the row where the head computes: the sink compares.</summary>
    public static EmittedJoin? Goal(PlannedRule rule, AtomPattern head, EngineState state, Frame frame) =>
        Build(rule, null, state, frame, static _ => RowView.New, emitter =>
        {
            emitter.Row(rule.HeadPredicate, head);
            emitter.Steps(rule.Goal);
        });

    /// <summary>The body from nothing.</summary>
    public static EmittedJoin? Whole(PlannedRule rule, MemberShape? members, EngineState state, Frame frame) =>
        Build(rule, members, state, frame, static _ => RowView.New, emitter => emitter.Steps(rule.Whole));

    /// <summary>The body on the new state for the parts of a group's key that it binds, which lie in <see cref="Frame.Member"/>.</summary>
    public static EmittedJoin? Members(PlannedRule rule, MemberShape members, int[] keysInBody, EngineState state, Frame frame) =>
        Build(rule, members, state, frame, static _ => RowView.New, emitter =>
        {
            new MemberEmitter(emitter._code, emitter._expressions, rule, members).LoadKey(keysInBody);
            emitter.Steps(rule.Group);
        });

    private static EmittedJoin? Build(PlannedRule rule, MemberShape? members, EngineState state, Frame frame, Func<int, RowView> views, Action<JoinEmitter> emit)
    {
        try
        {
            JoinEmitter emitter = new(rule, members, state, frame, views);
            emit(emitter);
            emitter._code.MarkLabel(emitter._end);
            emitter._code.Emit(OpCodes.Ret);
            DynamicMethod method = state.Code?.MethodOf(rule.Id, emitter._code) ?? EmittedCode.Make(rule.Id, emitter._code);
            EmittedJoin join = method.CreateDelegate<EmittedJoin>(frame);
            if (state.CompilesAhead)
            {
                RuntimeHelpers.PrepareDelegate(join);
            }

            (frame.Calls, frame.Keys, frame.Tables) = ([.. emitter._calls], [.. emitter._keys], [.. emitter._tables]);
            return join;
        }
        catch (NotEmittableException)
        {
            // Documented: the interpreter runs this join.
            return null;
        }
    }

    /// <summary>Tables are named by their place in the frame, so that code does not depend on how many predicates a program has.</summary>
    private int NumberOf(Table table)
    {
        int number = _tables.IndexOf(table);
        if (number < 0)
        {
            number = _tables.Count;
            _tables.Add(table);
        }

        return number;
    }

    /// <summary>Binds the changed row.</summary>
    private void Row(DeltaJoin delta)
    {
        CodeLocal row = Row(delta.Predicate, delta.Pattern);
        if (!delta.IsNegated)
        {
            _matched[delta.Ordinal] = row;
        }
    }

    /// <summary>Binds the row given by the second argument.</summary>
    private CodeLocal Row(int predicate, AtomPattern pattern)
    {
        CodeLocal row = _code.DeclareLocal(typeof(int));
        _code.Emit(OpCodes.Ldarg_1);
        _code.Emit(OpCodes.Stloc, row);
        TableLocals table = _rows.Table(predicate);
        _rows.CompareKeys(pattern, Keys(predicate, pattern), table, row, _end);
        Bind(predicate, pattern, table, row, _end);
        return row;
    }

    /// <summary>Binds the row that the first probe found, given by the third argument.</summary>
    private void Found(MatchRows match)
    {
        CodeLocal row = _matched[match.Ordinal] = _code.DeclareLocal(typeof(int));
        _code.Emit(OpCodes.Ldarg_2);
        _code.Emit(OpCodes.Stloc, row);
        Bind(match.Predicate, match.Pattern, _rows.Table(match.Predicate), row, _end);
    }

    private void Steps(ImmutableArray<PlanStep> steps) => Step(steps, 0, _end);

    private void Step(ImmutableArray<PlanStep> steps, int number, CodeLabel next)
    {
        if (number == steps.Length)
        {
            Accept(next);
            return;
        }

        switch (steps[number])
        {
            case MatchRows match:
                Match(match, Sieve(match, TestsAfter(steps, number), [static () => { }]), next, inner => Step(steps, number + 1, inner));
                return;
            case RequireAbsent absent:
                Absent(absent, next);
                break;
            case TestComparison { Comparison.Hysteresis: null } test:
                Counting(next, failed => Test(test.Comparison, failed, next));
                break;
            case AssignSlot assign:
                Counting(next, failed => Assign(assign.Slot, assign.Value, failed));
                break;
            default:
                throw new NotEmittableException("a built-in predicate, or a threshold with a memory");
        }

        Step(steps, number + 1, next);
    }

    /// <summary>Emits something that may fail; a failure is counted and ends the substitution.</summary>
    private void Counting(CodeLabel next, Action<CodeLabel> emit)
    {
        CodeLabel failed = _code.DefineLabel(), done = _code.DefineLabel();
        emit(failed);
        _code.Emit(OpCodes.Br, done);
        _code.MarkLabel(failed);
        if (!_isGoing)
        {
            _code.Emit(OpCodes.Ldarg_0);
            _code.Emit(OpCodes.Call, EmittedMembers.FrameFail);
        }

        _code.Emit(OpCodes.Br, next);
        _code.MarkLabel(done);
    }

    private void Assign(int slot, BoundExpression value, CodeLabel failed)
    {
        _expressions.Convert(_expressions.Emit(value, failed), _expressions.KindOf(slot)).Load(_code);
        _code.Emit(OpCodes.Stloc, _expressions.Slot(slot));
    }

    private void Test(BoundComparison comparison, CodeLabel failed, CodeLabel next)
    {
        Operand left = _expressions.Emit(comparison.Left, failed), right = _expressions.Emit(comparison.Right, failed);
        CellKind kind = left.Kind == right.Kind ? left.Kind : CellKind.Interned;
        (left, right) = (_expressions.Convert(left, kind), _expressions.Convert(right, kind));
        bool isEquality = comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (left.Kind == CellKind.Interned && !isEquality)
        {
            LoadOrder(left, right, failed);
        }
        else
        {
            Load(left, !isEquality);
            Load(right, !isEquality);
        }

        _code.Emit(JumpUnless(comparison.Operator), next);
    }

    /// <summary>Loads the sign of a comparison and zero.</summary>
    private void LoadOrder(Operand left, Operand right, CodeLabel failed)
    {
        CodeLocal order = _code.DeclareLocal(typeof(long));
        _code.Emit(OpCodes.Ldarg_0);
        left.Load(_code);
        right.Load(_code);
        _code.Emit(OpCodes.Ldloca, order);
        _code.Emit(OpCodes.Call, EmittedMembers.TryOrder);
        _code.Emit(OpCodes.Brfalse, failed);
        _code.Emit(OpCodes.Ldloc, order);
        _code.Emit(OpCodes.Ldc_I8, 0L);
    }

    private void Load(Operand operand, bool bySize)
    {
        operand.Load(_code);
        if (bySize && operand.Kind == CellKind.Float64)
        {
            _code.Emit(OpCodes.Call, EmittedMembers.Float);
        }
    }

    private static OpCode JumpUnless(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => OpCodes.Bne_Un,
        ComparisonOperator.NotEqual => OpCodes.Beq,
        ComparisonOperator.Less => OpCodes.Bge,
        ComparisonOperator.LessOrEqual => OpCodes.Bgt,
        ComparisonOperator.Greater => OpCodes.Ble,
        ComparisonOperator.GreaterOrEqual => OpCodes.Blt,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The comparisons that stand right behind a step.</summary>
    private static BoundComparison[] TestsAfter(ImmutableArray<PlanStep> steps, int number) =>
        [.. steps.Skip(number + 1).TakeWhile(static step => step is TestComparison { Comparison.Hysteresis: null }).Select(static step => ((TestComparison)step).Comparison)];

    /// <summary>Runs the rest for every row that matches.</summary>
    /// <param name="sieve">Passes over rows before they are looked at one by one.</param>
    /// <param name="next">Where to go when there is none, and after the last.</param>
    private void Match(MatchRows match, RowSieve sieve, CodeLabel next, Action<CodeLabel> rest)
    {
        TableLocals table = _rows.Table(match.Predicate);
        CodeLocal row = _code.DeclareLocal(typeof(int));
        _matched[match.Ordinal] = row;
        Operand[] keys = Keys(match.Predicate, match.Pattern);
        if (match.Pattern.IsComplete)
        {
            _rows.Find(table, keys, row);
            _code.Emit(OpCodes.Ldloc, row);
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Blt, next);
            _rows.RequireView(table, row, _views(match.Literal), next);
            rest(next);
            return;
        }

        if (sieve.IsWorth)
        {
            sieve.Prepare();
        }

        _rows.Loop(match.Index, table, keys, row, advance =>
        {
            Sift(match, sieve, table, keys, row, advance);
            _rows.CompareKeys(match.Pattern, keys, table, row, advance);
            _rows.RequireView(table, row, _views(match.Literal), advance);
            Bind(match.Predicate, match.Pattern, table, row, advance);
            rest(advance);
        });
        _code.Emit(OpCodes.Br, next);
    }

    /// <summary>Before the tests of a row one by one: one branch that most rows take (see <see cref="RowSieve"/>).</summary>
    private void Sift(MatchRows match, RowSieve sieve, TableLocals table, Operand[] keys, CodeLocal row, CodeLabel advance)
    {
        if (sieve.IsWorth)
        {
            Bind(match.Predicate, match.Pattern, table, row, advance);
            sieve.Emit(match.Pattern, keys, table, row, _views(match.Literal), advance);
        }
    }

    private RowSieve Sieve(MatchRows match, BoundComparison[] tests, Action[] turns) => new(_code, _expressions, _rows, match.Pattern, tests, turns);

    private void Absent(RequireAbsent absent, CodeLabel next)
    {
        TableLocals table = _rows.Table(absent.Predicate);
        CodeLocal row = _code.DeclareLocal(typeof(int));
        Operand[] keys = Keys(absent.Predicate, absent.Pattern);
        if (absent.Pattern.IsComplete)
        {
            CodeLabel holds = _code.DefineLabel();
            _rows.Find(table, keys, row);
            _code.Emit(OpCodes.Ldloc, row);
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Blt, holds);
            _rows.RequireView(table, row, _views(absent.Literal), holds);
            _code.Emit(OpCodes.Br, next);
            _code.MarkLabel(holds);
            return;
        }

        _rows.Loop(absent.Index, table, keys, row, advance =>
        {
            _rows.CompareKeys(absent.Pattern, keys, table, row, advance);
            _rows.RequireView(table, row, _views(absent.Literal), advance);
            _code.Emit(OpCodes.Br, next);
        });
    }

    /// <summary>Known values of an atom as cells of its columns. They cannot fail: variables, constants, parameters.</summary>
    private Operand[] Keys(int predicate, AtomPattern pattern)
    {
        Operand[] keys = new Operand[pattern.Keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            CellKind kind = _state.Relations[predicate].Predicate.KindOf(pattern.KeyColumns[i]);
            keys[i] = pattern.Keys[i] is BoundConstant constant ? _expressions.Constant(constant.Value, kind) : _expressions.Convert(_expressions.Emit(pattern.Keys[i], _end), kind);
        }

        return keys;
    }

    private void Bind(int predicate, AtomPattern pattern, TableLocals table, CodeLocal row, CodeLabel differs)
    {
        foreach (ColumnSlot bind in pattern.Binds)
        {
            RequireSameKind(predicate, bind);
            _rows.LoadCell(table, bind.Column, row);
            _code.Emit(OpCodes.Stloc, _expressions.Slot(bind.Slot));
        }

        foreach (ColumnSlot repeat in pattern.Repeats)
        {
            RequireSameKind(predicate, repeat);
            _rows.LoadCell(table, repeat.Column, row);
            _code.Emit(OpCodes.Ldloc, _expressions.Slot(repeat.Slot));
            _code.Emit(OpCodes.Bne_Un, differs);
        }
    }

    private void RequireSameKind(int predicate, ColumnSlot place)
    {
        if (_state.Relations[predicate].Predicate.KindOf(place.Column) != _expressions.KindOf(place.Slot))
        {
            throw new NotEmittableException("a variable of another kind than its column");
        }
    }
}
