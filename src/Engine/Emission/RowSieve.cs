using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Emits one branch that passes over the rows of a posting list which do not satisfy the tests behind it, worked out without any other branch.</summary>
/// <remarks>
/// Whether the next of a handful of rows satisfies a threshold is what a processor cannot foretell: each wrong guess costs as much as working out all tests of a row. The sieve is
/// a hint: it must let through every row that satisfies the tests or at which one fails (an overflow); the tests themselves follow, one by one, for the few rows that are
/// let through. Measured in ADR 53.
/// </remarks>
internal sealed class RowSieve(CodeText code, ExpressionEmitter expressions, RowEmitter rows)
{
    private CodeLocal _suspect = null!;

    /// <summary>Integers in arithmetic are looked at once, see <see cref="CellRange"/>; null to look at every sum and product.</summary>
    private int? _range;

    /// <summary>True when some test compares by size what can be worked out inline.</summary>
    public bool IsWorth(BoundComparison[] tests) =>
        Array.Exists(tests, test => test.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) && CanCompare(test));

    /// <summary>Jumps to <paramref name="advance"/> unless the row may be wanted. The variables of the atom have been bound to its cells.</summary>
    /// <param name="turns">Bind the other variables: a row is wanted when the tests hold after any of them.</param>
    public void Emit(AtomPattern pattern, Operand[] keys, TableLocals table, CodeLocal row, RowView view, BoundComparison[] tests, Action[] turns, CodeLabel advance)
    {
        _suspect = code.DeclareLocal(typeof(long));
        _range = CellRange.Of(tests.Where(test => CanCompare(test) && KindOf(test.Left) != CellKind.Float64));
        code.Emit(OpCodes.Ldc_I8, 0L);
        code.Emit(OpCodes.Stloc, _suspect);
        rows.LoadView(table, row, view);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Cgt_Un);
        for (int i = 0; i < keys.Length; i++)
        {
            rows.LoadCell(table, pattern.KeyColumns[i], row);
            keys[i].Load(code);
            code.Emit(OpCodes.Ceq);
            code.Emit(OpCodes.And);
        }

        for (int i = 0; i < turns.Length; i++)
        {
            turns[i]();
            All(tests);
            if (i > 0)
            {
                code.Emit(OpCodes.Or);
            }
        }

        code.Emit(OpCodes.And);
        code.Emit(OpCodes.Ldloc, _suspect);
        code.Emit(OpCodes.Ldc_I8, 0L);
        code.Emit(OpCodes.Clt);
        code.Emit(OpCodes.Or);
        code.Emit(OpCodes.Brfalse, advance);
    }

    /// <summary>Leaves 1 when every test that can be worked out holds, else 0.</summary>
    private void All(BoundComparison[] tests)
    {
        HashSet<CodeLocal> guarded = [];
        code.Emit(OpCodes.Ldc_I4_1);
        foreach (BoundComparison test in tests.Where(CanCompare))
        {
            if (_range is { } bits && KindOf(test.Left) != CellKind.Float64)
            {
                Guard(test.Left, bits, guarded);
                Guard(test.Right, bits, guarded);
            }

            Compare(test);
            code.Emit(OpCodes.And);
        }
    }

    private bool CanCompare(BoundComparison test) => KindOf(test.Left) is { } left && KindOf(test.Right) == left;

    /// <summary>The kind of an expression's cell, where it can be worked out without a branch; null otherwise.</summary>
    private CellKind? KindOf(BoundExpression expression) => expression switch
    {
        BoundVariable variable when expressions.KindOf(variable.Slot) != CellKind.Interned => expressions.KindOf(variable.Slot),
        BoundConstant constant when CellKinds.Of(constant.Value.Kind) is not CellKind.Interned and var kind => kind,
        BoundParameter parameter when expressions.KindOfParameter(parameter.Index) is not CellKind.Interned and var kind => kind,
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
    private void Compare(BoundComparison test)
    {
        bool areFloats = KindOf(test.Left) == CellKind.Float64;
        Load(test.Left, areFloats);
        Load(test.Right, areFloats);
        bool isNegated = test.Operator is ComparisonOperator.NotEqual or ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual;
        code.Emit(test.Operator switch
        {
            ComparisonOperator.Equal or ComparisonOperator.NotEqual => OpCodes.Ceq,
            ComparisonOperator.Less or ComparisonOperator.GreaterOrEqual => OpCodes.Clt,
            _ => OpCodes.Cgt,
        });
        if (isNegated)
        {
            code.Emit(OpCodes.Ldc_I4_0);
            code.Emit(OpCodes.Ceq);
        }
    }

    private void Load(BoundExpression expression, bool asFloat)
    {
        Value(expression);
        if (asFloat)
        {
            code.Emit(OpCodes.Call, EmittedMembers.Float);
        }
    }

    /// <summary>Leaves the cell of an expression; what overflows leaves anything, and makes the row suspect.</summary>
    private void Value(BoundExpression expression)
    {
        if (expression is not BoundCall call)
        {
            expressions.Emit(expression, default).Load(code);
            return;
        }

        Value(call.Arguments[0]);
        Value(call.Arguments[1]);
        string operation = OperationOf(call, KindOf(call.Arguments[0])!.Value, KindOf(call.Arguments[1])!.Value)!;
        if (_range is not null && PlainOf(operation) is { } plain)
        {
            code.Emit(plain);
            return;
        }

        code.Emit(OpCodes.Ldloca, _suspect);
        code.Emit(OpCodes.Call, EmittedMembers.Operation(operation));
    }

    /// <summary>The operation on integers that cannot overflow; null for floats.</summary>
    private static OpCode? PlainOf(string operation) => operation switch
    {
        nameof(CellOps.AddUnchecked) => OpCodes.Add,
        nameof(CellOps.SubtractUnchecked) => OpCodes.Sub,
        nameof(CellOps.MultiplyUnchecked) => OpCodes.Mul,
        _ => null,
    };

    /// <summary>Makes the row suspect when a variable or parameter in arithmetic is beyond the range.</summary>
    private void Guard(BoundExpression expression, int bits, HashSet<CodeLocal> guarded)
    {
        foreach (BoundExpression argument in expression is BoundCall call ? call.Arguments : [])
        {
            Guard(argument, bits, guarded);
            if (argument is not (BoundConstant or BoundCall) && expressions.Emit(argument, default) is { Local: { } cell } operand && guarded.Add(cell))
            {
                Guard(operand, 1L << bits);
            }
        }
    }

    /// <summary>Beyond the limit on either side, one of limit + cell and limit - cell is negative, also where it wraps.</summary>
    private void Guard(Operand cell, long limit)
    {
        code.Emit(OpCodes.Ldloc, _suspect);
        code.Emit(OpCodes.Ldc_I8, limit);
        cell.Load(code);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Ldc_I8, limit);
        cell.Load(code);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Or);
        code.Emit(OpCodes.Or);
        code.Emit(OpCodes.Stloc, _suspect);
    }
}
