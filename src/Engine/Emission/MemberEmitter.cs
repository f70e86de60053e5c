using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Emits what hands a member of a group to the frame's sink: the lets before the group, its key, the arguments of its aggregates.</summary>
internal sealed class MemberEmitter(CodeText code, ExpressionEmitter expressions, PlannedRule rule, MemberShape members)
{
    /// <summary>Ends at the next instruction, or at <paramref name="told"/> when a let fails.</summary>
    /// <param name="told">What follows once the sink has been told.</param>
    /// <param name="storeMatched">Emits what stores the matched rows, where the sink reads them.</param>
    public void Accept(CodeLabel told, Action? storeMatched)
    {
        Lets(told);
        for (int i = 0; i < members.Keys.Length; i++)
        {
            Store(i, new Operand(members.Kinds[i], expressions.Slot(members.Keys[i]), 0));
        }

        if (Array.Exists(members.Arguments, static argument => argument is BoundCall))
        {
            SetBad(false);
        }

        for (int i = 0; i < members.Arguments.Length; i++)
        {
            Argument(members.Keys.Length + i, members.Arguments[i]);
        }

        storeMatched?.Invoke();
        Tell(EmittedMembers.SinkAcceptHead);
    }

    /// <summary>Puts the parts of the group's key that the body binds from the frame into their variables.</summary>
    public void LoadKey(int[] keysInBody)
    {
        foreach (int key in keysInBody)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Call, EmittedMembers.FrameMember);
            code.Emit(OpCodes.Ldc_I4, key);
            code.Emit(OpCodes.Ldelem_I8);
            code.Emit(OpCodes.Stloc, expressions.Slot(members.Keys[key]));
        }
    }

    private void Lets(CodeLabel told)
    {
        if (members.Lets.Length == 0)
        {
            return;
        }

        CodeLabel failed = code.DefineLabel(), done = code.DefineLabel();
        foreach (BoundLet let in members.Lets)
        {
            expressions.Convert(expressions.Emit(let.Value, failed), rule.SlotKinds[let.Slot]).Load(code);
            code.Emit(OpCodes.Stloc, expressions.Slot(let.Slot));
        }

        code.Emit(OpCodes.Br, done);
        code.MarkLabel(failed);
        Tell(EmittedMembers.SinkDrop);
        code.Emit(OpCodes.Br, told);
        code.MarkLabel(done);
    }

    /// <summary>An argument that fails spoils the member, which is counted all the same.</summary>
    private void Argument(int cell, BoundExpression argument)
    {
        if (argument is not BoundCall)
        {
            Store(cell, Value(cell, argument, default));
            return;
        }

        CodeLabel failed = code.DefineLabel(), done = code.DefineLabel();
        Store(cell, Value(cell, argument, failed));
        code.Emit(OpCodes.Br, done);
        code.MarkLabel(failed);
        SetBad(true);
        code.MarkLabel(done);
    }

    private Operand Value(int cell, BoundExpression argument, CodeLabel failed) =>
        argument is BoundConstant constant
            ? expressions.Constant(constant.Value, members.Kinds[cell])
            : expressions.Convert(expressions.Emit(argument, failed), members.Kinds[cell]);

    private void Store(int cell, Operand value)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameMember);
        code.Emit(OpCodes.Ldc_I4, cell);
        value.Load(code);
        code.Emit(OpCodes.Stelem_I8);
    }

    private void SetBad(bool isBad)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(isBad ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameSetMemberBad);
    }

    private void Tell(System.Reflection.MethodInfo method)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameHeadSink);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Callvirt, method);
    }
}
