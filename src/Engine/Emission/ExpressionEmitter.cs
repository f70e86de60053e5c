using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Emits the evaluation of expressions. Between expressions the evaluation stack is empty, so that a failure may jump away.</summary>
internal sealed class ExpressionEmitter(CodeText code, PlannedRule rule, EngineState state, List<CallSite> calls)
{
    private readonly CodeLocal?[] _slots = new CodeLocal?[rule.Variables.Length];

    public CellKind KindOf(int slot) => rule.SlotKinds[slot];

    public CellKind KindOfParameter(int index) => state.ParamKinds[index];

    public CodeLocal Slot(int slot) => _slots[slot] ??= code.DeclareLocal(typeof(long));

    /// <summary>From here on the variable is read from this local.</summary>
    public void Bind(int slot, CodeLocal cell) => _slots[slot] = cell;

    /// <summary>Evaluates; jumps to <paramref name="failed"/> when that fails.</summary>
    public Operand Emit(BoundExpression expression, CodeLabel failed) => expression switch
    {
        BoundVariable variable => new Operand(KindOf(variable.Slot), Slot(variable.Slot), 0),
        BoundConstant constant => Constant(constant.Value, CellKinds.Of(constant.Value.Kind)),
        BoundParameter parameter => Parameter(parameter.Index),
        BoundNow => Now(),
        BoundCall call => Call(call, failed),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A constant as a cell of a kind that its column asks for.</summary>
    public Operand Constant(Value value, CellKind kind)
    {
        if (kind == CellKind.Interned)
        {
            return new Operand(kind, null, state.Interner.Pin(value));
        }

        return state.Interner.TryEncode(value, kind, out long cell) ? new Operand(kind, null, cell) : throw new NotEmittableException("a constant of another kind than its column");
    }

    /// <summary>The same value as a cell of another kind: only into interned ones.</summary>
    public Operand Convert(Operand operand, CellKind kind)
    {
        if (operand.Kind == kind)
        {
            return operand;
        }

        if (kind != CellKind.Interned)
        {
            throw new NotEmittableException("a value of another kind than its place");
        }

        code.Emit(OpCodes.Ldarg_0);
        operand.Load(code);
        code.Emit(OpCodes.Ldc_I4, (int)operand.Kind);
        code.Emit(OpCodes.Call, EmittedMembers.Intern);
        return Store(kind);
    }

    private Operand Parameter(int index)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameState);
        code.Emit(OpCodes.Call, EmittedMembers.StateParamCells);
        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Ldelem_I8);
        return Store(state.ParamKinds[index]);
    }

    private Operand Now()
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameState);
        code.Emit(OpCodes.Call, EmittedMembers.StateNowCell);
        return Store(CellKind.Time);
    }

    private Operand Call(BoundCall call, CodeLabel failed)
    {
        Operand[] arguments = [.. call.Arguments.Select(argument => Emit(argument, failed))];
        if (arguments.Length == 2 && ArithmeticTable.OperationOf(call.Function.Name, arguments[0].Kind, arguments[1].Kind) is { } operation)
        {
            arguments[0].Load(code);
            arguments[1].Load(code);
            return Finish(EmittedMembers.Operation(operation), ArithmeticTable.ResultOf(call.Function.Name, arguments[0].Kind, arguments[1].Kind), failed);
        }

        return Site(call, arguments, failed);
    }

    private Operand Site(BoundCall call, Operand[] arguments, CodeLabel failed)
    {
        CellKind result = CellKinds.Of(call.Type);
        int number = calls.Count;
        calls.Add(new CallSite(call.Function, [.. arguments.Select(static a => a.Kind)], result, state.Interner));
        for (int i = 0; i < arguments.Length; i++)
        {
            LoadSite(number);
            code.Emit(OpCodes.Ldc_I4, i);
            arguments[i].Load(code);
            code.Emit(OpCodes.Call, EmittedMembers.CallSet);
        }

        LoadSite(number);
        return Finish(EmittedMembers.CallTryApply, result, failed);
    }

    private void LoadSite(int number)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameCalls);
        code.Emit(OpCodes.Ldc_I4, number);
        code.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>Calls with the arguments on the stack; the method says whether it succeeds and gives the cell.</summary>
    private Operand Finish(System.Reflection.MethodInfo method, CellKind kind, CodeLabel failed)
    {
        CodeLocal result = code.DeclareLocal(typeof(long));
        code.Emit(OpCodes.Ldloca, result);
        code.Emit(OpCodes.Call, method);
        code.Emit(OpCodes.Brfalse, failed);
        return new Operand(kind, result, 0);
    }

    private Operand Store(CellKind kind)
    {
        CodeLocal local = code.DeclareLocal(typeof(long));
        code.Emit(OpCodes.Stloc, local);
        return new Operand(kind, local, 0);
    }
}
