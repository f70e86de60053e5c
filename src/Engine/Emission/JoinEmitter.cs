using System.Collections.Immutable;
using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Turns one join of a plan into a method: nested loops over posting lists, cells in locals, what fails counted, the head built in place.</summary>
/// <remarks>
/// The shape follows the steps: each is code that falls into the next, and jumps to <c>next</c>, the continuation of the innermost loop around it, when it does
/// not hold. Tables may grow while the method runs (a recursive rule feeds itself), so columns and states are read through the table each time.
/// </remarks>
internal sealed class JoinEmitter
{
    private readonly PlannedRule _rule;
    private readonly EngineState _state;
    private readonly Func<int, RowView> _views;
    private readonly DynamicMethod _method;
    private readonly ILGenerator _code;
    private readonly ExpressionEmitter _expressions;
    private readonly List<CallSite> _calls;
    private readonly List<long[]> _keys;
    private readonly LocalBuilder?[] _matched;
    private readonly Label _end;

    private JoinEmitter(PlannedRule rule, EngineState state, Frame frame, Func<int, RowView> views)
    {
        _rule = rule;
        _state = state;
        _views = views;
        _calls = [.. frame.Calls];
        _keys = [.. frame.Keys];
        _method = new DynamicMethod(rule.Id, typeof(void), [typeof(Frame), typeof(int)], typeof(JoinEmitter).Module, skipVisibility: true) { InitLocals = false };
        _code = _method.GetILGenerator();
        _expressions = new ExpressionEmitter(_code, rule, state, _calls);
        _matched = new LocalBuilder?[rule.Positives.Length];
        _end = _code.DefineLabel();
    }

    /// <summary>The join from a changed row, or null where some step has no emitted form. Built and compiled before it returns.</summary>
    /// <param name="views">Which state each literal of the body sees.</param>
    public static EmittedJoin? Delta(PlannedRule rule, DeltaJoin delta, EngineState state, Frame frame, Func<int, RowView> views)
    {
        return Build(rule, state, frame, views, emitter =>
        {
            emitter.Row(delta);
            emitter.Steps(delta.Steps);
        });
    }

    /// <summary>The body from nothing.</summary>
    public static EmittedJoin? Whole(PlannedRule rule, EngineState state, Frame frame) =>
        Build(rule, state, frame, static _ => RowView.New, emitter => emitter.Steps(rule.Whole));

    private static EmittedJoin? Build(PlannedRule rule, EngineState state, Frame frame, Func<int, RowView> views, Action<JoinEmitter> emit)
    {
        try
        {
            JoinEmitter emitter = new(rule, state, frame, views);
            emit(emitter);
            emitter._code.MarkLabel(emitter._end);
            emitter._code.Emit(OpCodes.Ret);
            EmittedJoin join = emitter._method.CreateDelegate<EmittedJoin>();
            (frame.Calls, frame.Keys) = ([.. emitter._calls], [.. emitter._keys]);
            return join;
        }
        catch (NotEmittableException)
        {
            // Documented: the interpreter runs this join.
            return null;
        }
    }

    /// <summary>Binds the changed row, given by the second argument.</summary>
    private void Row(DeltaJoin delta)
    {
        LocalBuilder row = _code.DeclareLocal(typeof(int));
        _code.Emit(OpCodes.Ldarg_1);
        _code.Emit(OpCodes.Stloc, row);
        LocalBuilder columns = Columns(Table(delta.Predicate));
        CompareKeys(delta.Pattern, Keys(delta.Predicate, delta.Pattern), columns, row, _end);
        Bind(delta.Predicate, delta.Pattern, columns, row, _end);
        if (!delta.IsNegated)
        {
            _matched[delta.Ordinal] = row;
        }
    }

    private void Steps(ImmutableArray<PlanStep> steps) => Step(steps, 0, _end);

    private void Step(ImmutableArray<PlanStep> steps, int number, Label next)
    {
        if (number == steps.Length)
        {
            Accept(next);
            return;
        }

        switch (steps[number])
        {
            case MatchRows match:
                Match(match, next, inner => Step(steps, number + 1, inner));
                return;
            case RequireAbsent absent:
                Absent(absent, next);
                break;
            case TestComparison test:
                Counting(next, failed => Test(test.Comparison, failed, next));
                break;
            case AssignSlot assign:
                Counting(next, failed => Assign(assign.Slot, assign.Value, failed));
                break;
            default:
                throw new NotEmittableException("a built-in predicate");
        }

        Step(steps, number + 1, next);
    }

    /// <summary>Emits something that may fail; a failure is counted and ends the substitution.</summary>
    private void Counting(Label next, Action<Label> emit)
    {
        Label failed = _code.DefineLabel(), done = _code.DefineLabel();
        emit(failed);
        _code.Emit(OpCodes.Br, done);
        _code.MarkLabel(failed);
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameFail);
        _code.Emit(OpCodes.Br, next);
        _code.MarkLabel(done);
    }

    private void Assign(int slot, BoundExpression value, Label failed)
    {
        _expressions.Convert(_expressions.Emit(value, failed), _expressions.KindOf(slot)).Load(_code);
        _code.Emit(OpCodes.Stloc, _expressions.Slot(slot));
    }

    private void Test(BoundComparison comparison, Label failed, Label next)
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
    private void LoadOrder(Operand left, Operand right, Label failed)
    {
        LocalBuilder order = _code.DeclareLocal(typeof(long));
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

    private void Match(MatchRows match, Label next, Action<Label> rest)
    {
        LocalBuilder table = Table(match.Predicate), columns = Columns(table), row = _code.DeclareLocal(typeof(int));
        _matched[match.Ordinal] = row;
        Operand[] keys = Keys(match.Predicate, match.Pattern);
        if (match.Pattern.IsComplete)
        {
            Find(table, keys, row);
            _code.Emit(OpCodes.Ldloc, row);
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Blt, next);
            RequireView(table, row, _views(match.Literal), next);
            rest(next);
            return;
        }

        Loop(match.Index, table, keys, row, advance =>
        {
            CompareKeys(match.Pattern, keys, columns, row, advance);
            RequireView(table, row, _views(match.Literal), advance);
            Bind(match.Predicate, match.Pattern, columns, row, advance);
            rest(advance);
        });
        _code.Emit(OpCodes.Br, next);
    }

    private void Absent(RequireAbsent absent, Label next)
    {
        LocalBuilder table = Table(absent.Predicate), row = _code.DeclareLocal(typeof(int));
        Operand[] keys = Keys(absent.Predicate, absent.Pattern);
        if (absent.Pattern.IsComplete)
        {
            Label holds = _code.DefineLabel();
            Find(table, keys, row);
            _code.Emit(OpCodes.Ldloc, row);
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Blt, holds);
            RequireView(table, row, _views(absent.Literal), holds);
            _code.Emit(OpCodes.Br, next);
            _code.MarkLabel(holds);
            return;
        }

        LocalBuilder columns = Columns(table);
        Loop(absent.Index, table, keys, row, advance =>
        {
            CompareKeys(absent.Pattern, keys, columns, row, advance);
            RequireView(table, row, _views(absent.Literal), advance);
            _code.Emit(OpCodes.Br, next);
        });
    }

    /// <summary>Runs a body for every row that may match: a posting list, or all rows. Falls out at the end, or when the frame is stopped.</summary>
    private void Loop(int? index, LocalBuilder table, Operand[] keys, LocalBuilder row, Action<Label> body)
    {
        Label top = _code.DefineLabel(), advance = _code.DefineLabel(), done = _code.DefineLabel();
        LocalBuilder? postings = index is { } number ? First(table, keys, number, row) : null;
        LocalBuilder? end = postings is null ? Start(table, row) : null;
        _code.MarkLabel(top);
        _code.Emit(OpCodes.Ldloc, row);
        if (end is null)
        {
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Blt, done);
        }
        else
        {
            _code.Emit(OpCodes.Ldloc, end);
            _code.Emit(OpCodes.Bge, done);
        }

        body(advance);
        _code.MarkLabel(advance);
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameIsStopped);
        _code.Emit(OpCodes.Brtrue, _end);
        Advance(postings, row);
        _code.Emit(OpCodes.Br, top);
        _code.MarkLabel(done);
    }

    private void Advance(LocalBuilder? postings, LocalBuilder row)
    {
        if (postings is null)
        {
            _code.Emit(OpCodes.Ldloc, row);
            _code.Emit(OpCodes.Ldc_I4_1);
            _code.Emit(OpCodes.Add);
        }
        else
        {
            _code.Emit(OpCodes.Ldloc, postings);
            _code.Emit(OpCodes.Ldloc, row);
            _code.Emit(OpCodes.Call, EmittedMembers.IndexNext);
        }

        _code.Emit(OpCodes.Stloc, row);
    }

    /// <summary>The first row of the key's posting list.</summary>
    private LocalBuilder First(LocalBuilder table, Operand[] keys, int index, LocalBuilder row)
    {
        LocalBuilder postings = _code.DeclareLocal(typeof(PostingIndex));
        _code.Emit(OpCodes.Ldloc, table);
        _code.Emit(OpCodes.Ldc_I4, index);
        _code.Emit(OpCodes.Call, EmittedMembers.TableIndex);
        _code.Emit(OpCodes.Stloc, postings);
        _code.Emit(OpCodes.Ldloc, postings);
        _code.Emit(OpCodes.Ldc_I8, unchecked((long)CellHash.Seed));
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i].Load(_code);
            _code.Emit(OpCodes.Call, i == keys.Length - 1 ? EmittedMembers.HashLast : EmittedMembers.HashAdd);
        }

        _code.Emit(OpCodes.Call, EmittedMembers.IndexFirst);
        _code.Emit(OpCodes.Stloc, row);
        return postings;
    }

    /// <summary>Row 0, and where a scan ends: rows that come during it are not seen.</summary>
    private LocalBuilder Start(LocalBuilder table, LocalBuilder row)
    {
        LocalBuilder end = _code.DeclareLocal(typeof(int));
        _code.Emit(OpCodes.Ldloc, table);
        _code.Emit(OpCodes.Call, EmittedMembers.TableRowEnd);
        _code.Emit(OpCodes.Stloc, end);
        _code.Emit(OpCodes.Ldc_I4_0);
        _code.Emit(OpCodes.Stloc, row);
        return end;
    }

    private void Find(LocalBuilder table, Operand[] keys, LocalBuilder row)
    {
        LocalBuilder cells = _code.DeclareLocal(typeof(long[]));
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameKeys);
        _code.Emit(OpCodes.Ldc_I4, _keys.Count);
        _code.Emit(OpCodes.Ldelem_Ref);
        _code.Emit(OpCodes.Stloc, cells);
        _keys.Add(new long[keys.Length]);
        for (int i = 0; i < keys.Length; i++)
        {
            _code.Emit(OpCodes.Ldloc, cells);
            _code.Emit(OpCodes.Ldc_I4, i);
            keys[i].Load(_code);
            _code.Emit(OpCodes.Stelem_I8);
        }

        _code.Emit(OpCodes.Ldloc, table);
        _code.Emit(OpCodes.Ldloc, cells);
        _code.Emit(OpCodes.Call, EmittedMembers.TableFindRow);
        _code.Emit(OpCodes.Stloc, row);
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

    private void CompareKeys(AtomPattern pattern, Operand[] keys, LocalBuilder columns, LocalBuilder row, Label differs)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            LoadCell(columns, pattern.KeyColumns[i], row);
            keys[i].Load(_code);
            _code.Emit(OpCodes.Bne_Un, differs);
        }

    }

    private void Bind(int predicate, AtomPattern pattern, LocalBuilder columns, LocalBuilder row, Label differs)
    {
        foreach (ColumnSlot bind in pattern.Binds)
        {
            RequireSameKind(predicate, bind);
            LoadCell(columns, bind.Column, row);
            _code.Emit(OpCodes.Stloc, _expressions.Slot(bind.Slot));
        }

        foreach (ColumnSlot repeat in pattern.Repeats)
        {
            RequireSameKind(predicate, repeat);
            LoadCell(columns, repeat.Column, row);
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

    private void RequireView(LocalBuilder table, LocalBuilder row, RowView view, Label next)
    {
        _code.Emit(OpCodes.Ldloc, table);
        _code.Emit(OpCodes.Call, EmittedMembers.TableStates);
        _code.Emit(OpCodes.Ldloc, row);
        _code.Emit(OpCodes.Ldelem_U1);
        _code.Emit(OpCodes.Ldc_I4, (int)view);
        _code.Emit(OpCodes.And);
        _code.Emit(OpCodes.Brfalse, next);
    }

    private void LoadCell(LocalBuilder columns, int column, LocalBuilder row)
    {
        _code.Emit(OpCodes.Ldloc, columns);
        _code.Emit(OpCodes.Ldc_I4, column);
        _code.Emit(OpCodes.Ldelem_Ref);
        _code.Emit(OpCodes.Ldloc, row);
        _code.Emit(OpCodes.Ldelem_I8);
    }

    private LocalBuilder Table(int predicate)
    {
        LocalBuilder table = _code.DeclareLocal(typeof(Table));
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameState);
        _code.Emit(OpCodes.Call, EmittedMembers.StateRelations);
        _code.Emit(OpCodes.Ldc_I4, predicate);
        _code.Emit(OpCodes.Ldelem_Ref);
        _code.Emit(OpCodes.Stloc, table);
        return table;
    }

    /// <summary>The table's columns; the array of them stays the same when they grow.</summary>
    private LocalBuilder Columns(LocalBuilder table)
    {
        LocalBuilder columns = _code.DeclareLocal(typeof(long[][]));
        _code.Emit(OpCodes.Ldloc, table);
        _code.Emit(OpCodes.Call, EmittedMembers.TableColumns);
        _code.Emit(OpCodes.Stloc, columns);
        return columns;
    }

    /// <summary>Every literal holds: tells the sink.</summary>
    private void Accept(Label next)
    {
        if (_rule.IsGrouped)
        {
            AcceptSlots();
        }
        else
        {
            Counting(next, AcceptHead);
        }
    }

    private void AcceptHead(Label failed)
    {
        foreach (BoundLet let in _rule.Transforms.Cast<BoundLet>())
        {
            Assign(let.Slot, let.Value, failed);
        }

        Table target = _state.Relations[_rule.HeadPredicate];
        Operand[] cells = new Operand[_rule.Head.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            CellKind kind = target.Predicate.KindOf(i);
            cells[i] = _rule.Head[i] is BoundConstant constant ? _expressions.Constant(constant.Value, kind) : _expressions.Convert(_expressions.Emit(_rule.Head[i], failed), kind);
        }

        for (int i = 0; i < cells.Length; i++)
        {
            _code.Emit(OpCodes.Ldarg_0);
            _code.Emit(OpCodes.Call, EmittedMembers.FrameHead);
            _code.Emit(OpCodes.Ldc_I4, i);
            cells[i].Load(_code);
            _code.Emit(OpCodes.Stelem_I8);
        }

        StoreMatched();
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameHeadSink);
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Callvirt, EmittedMembers.SinkAcceptHead);
    }

    private void AcceptSlots()
    {
        for (int slot = 0; slot < _rule.BoundInBody.Length; slot++)
        {
            if (_rule.BoundInBody[slot])
            {
                _code.Emit(OpCodes.Ldarg_0);
                _code.Emit(OpCodes.Ldc_I4, slot);
                _code.Emit(OpCodes.Ldloc, _expressions.Slot(slot));
                _code.Emit(OpCodes.Ldc_I4, (int)_expressions.KindOf(slot));
                _code.Emit(OpCodes.Call, EmittedMembers.SetSlot);
            }
        }

        StoreMatched();
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameSink);
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Callvirt, EmittedMembers.SinkAccept);
    }

    private void StoreMatched()
    {
        for (int ordinal = 0; ordinal < _matched.Length; ordinal++)
        {
            if (_matched[ordinal] is { } row)
            {
                _code.Emit(OpCodes.Ldarg_0);
                _code.Emit(OpCodes.Call, EmittedMembers.FrameMatched);
                _code.Emit(OpCodes.Ldc_I4, ordinal);
                _code.Emit(OpCodes.Ldloc, row);
                _code.Emit(OpCodes.Stelem_I4);
            }
        }
    }
}
