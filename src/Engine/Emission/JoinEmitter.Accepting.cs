using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <content>The innermost part of a join: what every substitution that holds does.</content>
internal sealed partial class JoinEmitter
{
    /// <summary>Every literal holds: tells the sink, which may stop the join.</summary>
    private void Accept(CodeLabel next)
    {
        if (_holds is not null)
        {
            _holds();
            return;
        }

        CodeLabel told = _code.DefineLabel();
        if (_pair is { } pair)
        {
            StoreMatched(0, _matched[pair.Changed]!);
            StoreMatched(1, _matched[pair.Found]!);
            TellHead();
        }
        else if (_members is not null)
        {
            new MemberEmitter(_code, _expressions, _rule, _members).Accept(told, _rule.NeedsTimes ? StoreMatched : null);
        }
        else if (_rule.IsGrouped)
        {
            AcceptSlots();
        }
        else
        {
            Counting(next, AcceptHead);
        }

        _code.MarkLabel(told);
        StopWhenTold();
    }

    private void StopWhenTold()
    {
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameIsStopped);
        _code.Emit(OpCodes.Brtrue, _end);
    }

    private void AcceptHead(CodeLabel failed)
    {
        foreach (BoundLet let in _rule.Transforms.Cast<BoundLet>())
        {
            Assign(let.Slot, let.Value, failed);
        }

        StoreHead(failed);
        StoreMatched();
        StoreAbsent();
        TellHead();
    }

    /// <summary>Works the head out and puts it into the frame.</summary>
    private void StoreHead(CodeLabel failed)
    {
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
    }

    private void TellHead()
    {
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

    /// <summary>What negated atoms looked for, where derivations are logged.</summary>
    private void StoreAbsent()
    {
        BoundExpression[] keys = _absent?.Keys ?? [];
        for (int i = 0; i < keys.Length; i++)
        {
            Operand cell = _expressions.Emit(keys[i], _end);
            _code.Emit(OpCodes.Ldarg_0);
            _code.Emit(OpCodes.Call, EmittedMembers.FrameAbsent);
            _code.Emit(OpCodes.Ldc_I4, i);
            cell.Load(_code);
            _code.Emit(OpCodes.Stelem_I8);
        }
    }

    private void StoreMatched()
    {
        for (int ordinal = 0; ordinal < _matched.Length; ordinal++)
        {
            if (_matched[ordinal] is { } row)
            {
                StoreMatched(ordinal, row);
            }
        }
    }

    private void StoreMatched(int place, CodeLocal row)
    {
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameMatched);
        _code.Emit(OpCodes.Ldc_I4, place);
        _code.Emit(OpCodes.Ldloc, row);
        _code.Emit(OpCodes.Stelem_I4);
    }
}
