using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Emits one branch that passes over the rows of a posting list which do not satisfy the tests behind it, worked out without any other branch.</summary>
/// <remarks>
/// Whether the next of a handful of rows satisfies a threshold is what a processor cannot foretell: each wrong guess costs as much as working out all tests of a row. The sieve is
/// a hint: it must let through every row that satisfies the tests or at which one fails (an overflow); the tests themselves follow, one by one, for the few rows that are
/// let through. What stays the same from row to row is worked out before the walk. Measured in ADR 53 and 210.
/// </remarks>
internal sealed class RowSieve
{
    private readonly CodeText _code;
    private readonly ExpressionEmitter _expressions;
    private readonly RowEmitter _rows;
    private readonly BoundComparison[] _tests;
    private readonly Action[] _turns;

    /// <summary>Variables that the walked row gives; everything else stays the same from row to row.</summary>
    private readonly HashSet<int> _walked;

    /// <summary>Integers in arithmetic are looked at once, see <see cref="CellRange"/>; null to look at every sum and product.</summary>
    private readonly int? _range;

    /// <summary>By turn: parts of the tests that stay the same from row to row, and where they lie.</summary>
    private readonly Dictionary<BoundExpression, CodeLocal>[] _fixed;
    private readonly CodeLocal _suspect;

    /// <summary>Has bits above <see cref="_range"/> when a cell that stays the same is beyond it.</summary>
    private readonly CodeLocal _beyondFixed;

    /// <summary>As <see cref="_beyondFixed"/>, with the cells of the row.</summary>
    private readonly CodeLocal _beyond;

    /// <param name="code">The method.</param>
    /// <param name="expressions">Knows where variables lie.</param>
    /// <param name="rows">Reads rows.</param>
    /// <param name="walk">The atom whose rows are walked.</param>
    /// <param name="tests">The comparisons behind it.</param>
    /// <param name="turns">Bind the other variables: a row is wanted when the tests hold after any of them.</param>
    public RowSieve(CodeText code, ExpressionEmitter expressions, RowEmitter rows, AtomPattern walk, BoundComparison[] tests, Action[] turns)
    {
        (_code, _expressions, _rows, _turns) = (code, expressions, rows, turns);
        _walked = [.. walk.Binds.Select(static bind => bind.Slot)];
        _tests = [.. tests.Where(CanCompare)];
        _range = CellRange.Of(_tests.Where(IsOfIntegers));
        _fixed = [.. turns.Select(static _ => new Dictionary<BoundExpression, CodeLocal>(ReferenceEqualityComparer.Instance))];
        IsWorth = walk.Repeats.IsEmpty && Array.Exists(_tests, static test => test.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual));
        (_suspect, _beyondFixed, _beyond) = (code.DeclareLocal(typeof(long)), code.DeclareLocal(typeof(long)), code.DeclareLocal(typeof(long)));
    }

    /// <summary>True when some test compares by size what can be worked out inline.</summary>
    public bool IsWorth { get; }

    /// <summary>Before the walk: works out what stays the same from row to row.</summary>
    public void Prepare()
    {
        Set(_beyondFixed, null);
        HashSet<CodeLocal> guarded = [];
        for (int i = 0; i < _turns.Length; i++)
        {
            _turns[i]();
            foreach (BoundComparison test in _range is null ? [] : _tests.Where(IsOfIntegers))
            {
                Guard(test, i, isFixed: true, _beyondFixed, guarded);
                Fix(test.Left, i);
                Fix(test.Right, i);
            }
        }
    }

    /// <summary>Jumps to <paramref name="advance"/> unless the row may be wanted. The variables of the atom have been bound to its cells.</summary>
    public void Emit(AtomPattern pattern, Operand[] keys, TableLocals table, CodeLocal row, RowView view, CodeLabel advance)
    {
        Set(_suspect, null);
        Set(_beyond, _beyondFixed);
        _rows.LoadView(table, row, view);
        _code.Emit(OpCodes.Ldc_I4_0);
        _code.Emit(OpCodes.Cgt_Un);
        for (int i = 0; i < keys.Length; i++)
        {
            _rows.LoadCell(table, pattern.KeyColumns[i], row);
            keys[i].Load(_code);
            _code.Emit(OpCodes.Ceq);
            _code.Emit(OpCodes.And);
        }

        HashSet<CodeLocal> guarded = [];
        for (int i = 0; i < _turns.Length; i++)
        {
            _turns[i]();
            All(i, guarded);
            if (i > 0)
            {
                _code.Emit(OpCodes.Or);
            }
        }

        _code.Emit(OpCodes.And);
        OrFails();
        _code.Emit(OpCodes.Brfalse, advance);
    }

    /// <summary>Leaves 1 when every test that can be worked out holds, else 0.</summary>
    private void All(int turn, HashSet<CodeLocal> guarded)
    {
        _code.Emit(OpCodes.Ldc_I4_1);
        foreach (BoundComparison test in _tests)
        {
            if (_range is not null && IsOfIntegers(test))
            {
                Guard(test, turn, isFixed: false, _beyond, guarded);
            }

            Compare(test, turn);
            _code.Emit(OpCodes.And);
        }
    }

    /// <summary>Makes a 1 of what lies on the stack when something may fail at the row.</summary>
    private void OrFails()
    {
        _code.Emit(OpCodes.Ldloc, _suspect);
        _code.Emit(OpCodes.Ldc_I8, 0L);
        _code.Emit(OpCodes.Clt);
        _code.Emit(OpCodes.Or);
        if (_range is { } bits)
        {
            _code.Emit(OpCodes.Ldloc, _beyond);
            _code.Emit(OpCodes.Ldc_I4, bits + 1);
            _code.Emit(OpCodes.Shr_Un);
            _code.Emit(OpCodes.Ldc_I8, 0L);
            _code.Emit(OpCodes.Cgt_Un);
            _code.Emit(OpCodes.Or);
        }
    }

    /// <summary>Copies a local, or nothing.</summary>
    private void Set(CodeLocal local, CodeLocal? to)
    {
        if (to is null)
        {
            _code.Emit(OpCodes.Ldc_I8, 0L);
        }
        else
        {
            _code.Emit(OpCodes.Ldloc, to);
        }

        _code.Emit(OpCodes.Stloc, local);
    }

    /// <summary>Keeps the largest parts that stay the same: those of integers that cannot overflow within the range.</summary>
    private void Fix(BoundExpression expression, int turn)
    {
        if (expression is (BoundCall or BoundParameter) && IsFixed(expression))
        {
            Value(expression, turn);
            CodeLocal part = _code.DeclareLocal(typeof(long));
            _code.Emit(OpCodes.Stloc, part);
            _fixed[turn][expression] = part;
            return;
        }

        foreach (BoundExpression argument in expression is BoundCall call ? call.Arguments : [])
        {
            Fix(argument, turn);
        }
    }

    private bool IsFixed(BoundExpression expression) => expression switch
    {
        BoundVariable variable => !_walked.Contains(variable.Slot),
        BoundCall call => call.Arguments.All(IsFixed),
        _ => true,
    };

    private bool IsOfIntegers(BoundComparison test) => KindOf(test.Left) != CellKind.Float64;

    private bool CanCompare(BoundComparison test) => KindOf(test.Left) is { } left && KindOf(test.Right) == left;

    /// <summary>The kind of an expression's cell, where it can be worked out without a branch; null otherwise.</summary>
    private CellKind? KindOf(BoundExpression expression) => expression switch
    {
        BoundVariable variable when _expressions.KindOf(variable.Slot) != CellKind.Interned => _expressions.KindOf(variable.Slot),
        BoundConstant constant when CellKinds.Of(constant.Value.Kind) is not CellKind.Interned and var kind => kind,
        BoundParameter parameter when _expressions.KindOfParameter(parameter.Index) is not CellKind.Interned and var kind => kind,
        BoundCall { Arguments: [var left, var right] } call when KindOf(left) is { } a && KindOf(right) is { } b && OperationOf(call, a, b) is not null =>
            ArithmeticTable.ResultOf(call.Function.Name, a, b),
        _ => null,
    };

    private static string? OperationOf(BoundCall call, CellKind left, CellKind right) => ArithmeticTable.OperationOf(call.Function.Name, left, right) switch
    {
        nameof(CellOps.TryAdd) => nameof(CellOps.AddUnchecked),
        nameof(CellOps.TrySubtract) => nameof(CellOps.SubtractUnchecked),
        nameof(CellOps.TryMultiply) => nameof(CellOps.MultiplyUnchecked),
        nameof(CellOps.TryAddFloat) => nameof(CellOps.AddFloatUnchecked),
        nameof(CellOps.TrySubtractFloat) => nameof(CellOps.SubtractFloatUnchecked),
        nameof(CellOps.TryMultiplyFloat) => nameof(CellOps.MultiplyFloatUnchecked),
        _ => null,
    };

    /// <summary>Leaves 1 when the comparison holds, else 0.</summary>
    private void Compare(BoundComparison test, int turn)
    {
        bool areFloats = KindOf(test.Left) == CellKind.Float64;
        Load(test.Left, turn, areFloats);
        Load(test.Right, turn, areFloats);
        bool isNegated = test.Operator is ComparisonOperator.NotEqual or ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual;
        _code.Emit(test.Operator switch
        {
            ComparisonOperator.Equal or ComparisonOperator.NotEqual => OpCodes.Ceq,
            ComparisonOperator.Less or ComparisonOperator.GreaterOrEqual => OpCodes.Clt,
            _ => OpCodes.Cgt,
        });
        if (isNegated)
        {
            _code.Emit(OpCodes.Ldc_I4_0);
            _code.Emit(OpCodes.Ceq);
        }
    }

    private void Load(BoundExpression expression, int turn, bool asFloat)
    {
        Value(expression, turn);
        if (asFloat)
        {
            _code.Emit(OpCodes.Call, EmittedMembers.Float);
        }
    }

    /// <summary>Leaves the cell of an expression; what overflows leaves anything, and makes the row suspect.</summary>
    private void Value(BoundExpression expression, int turn)
    {
        if (_fixed[turn].TryGetValue(expression, out CodeLocal? part))
        {
            _code.Emit(OpCodes.Ldloc, part);
            return;
        }

        if (expression is not BoundCall call)
        {
            _expressions.Emit(expression, default).Load(_code);
            return;
        }

        Value(call.Arguments[0], turn);
        Value(call.Arguments[1], turn);
        string operation = OperationOf(call, KindOf(call.Arguments[0])!.Value, KindOf(call.Arguments[1])!.Value)!;
        if (_range is not null && PlainOf(operation) is { } plain)
        {
            _code.Emit(plain);
            return;
        }

        _code.Emit(OpCodes.Ldloca, _suspect);
        _code.Emit(OpCodes.Call, EmittedMembers.Operation(operation));
    }

    /// <summary>The operation on integers that cannot overflow; null for floats.</summary>
    private static OpCode? PlainOf(string operation) => operation switch
    {
        nameof(CellOps.AddUnchecked) => OpCodes.Add,
        nameof(CellOps.SubtractUnchecked) => OpCodes.Sub,
        nameof(CellOps.MultiplyUnchecked) => OpCodes.Mul,
        _ => null,
    };

    /// <summary>Looks whether cells in arithmetic are within the range: those that stay the same from row to row, or those of the row.</summary>
    private void Guard(BoundComparison test, int turn, bool isFixed, CodeLocal beyond, HashSet<CodeLocal> guarded)
    {
        Guard(test.Left, turn, isFixed, beyond, guarded);
        Guard(test.Right, turn, isFixed, beyond, guarded);
    }

    private void Guard(BoundExpression expression, int turn, bool isFixed, CodeLocal beyond, HashSet<CodeLocal> guarded)
    {
        foreach (BoundExpression argument in expression is BoundCall call ? call.Arguments : [])
        {
            Guard(argument, turn, isFixed, beyond, guarded);
            bool isCell = argument is not (BoundConstant or BoundCall) && IsFixed(argument) == isFixed;
            if (isCell && (argument is not BoundVariable variable || guarded.Add(_expressions.Slot(variable.Slot))))
            {
                Guard(argument, turn, beyond);
            }
        }
    }

    /// <summary>Within -2^n and 2^n - 1 the sum of cell and 2^n has no bits above n, beyond it some, also where it wraps.</summary>
    private void Guard(BoundExpression cell, int turn, CodeLocal beyond)
    {
        _code.Emit(OpCodes.Ldloc, beyond);
        Value(cell, turn);
        _code.Emit(OpCodes.Ldc_I8, 1L << _range!.Value);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Or);
        _code.Emit(OpCodes.Stloc, beyond);
    }
}
