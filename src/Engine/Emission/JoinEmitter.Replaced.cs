using System.Collections.Immutable;
using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <content>The join of a row together with the row of its key that it replaces: one walk for both, and nothing done where both hold for the same head.</content>
internal sealed partial class JoinEmitter
{
    /// <summary>What the terminal of the steps does instead of telling the sink; null to tell it.</summary>
    private Action? _holds;

    /// <summary>True while the row that goes is emitted: a substitution that fails while it vanishes is no news.</summary>
    private bool _isGoing;

    /// <summary>The join for a row that went (first argument) and the one in its place (second); null where each must run for itself.</summary>
    public static EmittedJoin? Replaced(PlannedRule rule, DeltaJoin delta, EngineState state, Frame frame, Func<int, RowView> views) =>
        ReplacedRow.Of(rule, delta, state.Relations[delta.Predicate].Predicate) is { } replaced
            ? Build(rule, null, state, frame, views, emitter => emitter.Replaced(delta, replaced))
            : null;

    private void Replaced(DeltaJoin delta, ReplacedRow replaced)
    {
        TableLocals table = _rows.Table(delta.Predicate);
        RowSide[] sides = [Side(OpCodes.Ldarg_1, -1), Side(OpCodes.Ldarg_2, 1)];
        _rows.CompareKeys(delta.Pattern, Keys(delta.Predicate, delta.Pattern), table, sides[0].Row, _end);
        Load(delta.Predicate, replaced.Alike, table, sides[0]);
        foreach (RowSide side in sides)
        {
            Load(delta.Predicate, replaced.Differing, table, side);
        }

        void Each(int first, CodeLabel next) => Sides(delta, replaced, sides, delta.Steps[first..], next);
        void Turn(RowSide side) => this.Turn(delta, replaced, side);
        if (replaced.Walk is not { } walk)
        {
            Each(0, _end);
            return;
        }

        Turn(sides[0]);
        Match(walk, Sieve(walk, TestsAfter(delta.Steps, 0), [.. sides.Select(side => (Action)(() => Turn(side)))]), _end, next => Each(1, next));
    }

    private RowSide Side(OpCode argument, int sign)
    {
        CodeLocal row = _code.DeclareLocal(typeof(int));
        _code.Emit(argument);
        _code.Emit(OpCodes.Stloc, row);
        return new RowSide(row, sign, []);
    }

    /// <summary>Loads columns of one of the two rows into locals of its own.</summary>
    private void Load(int predicate, ColumnSlot[] columns, TableLocals table, RowSide side)
    {
        foreach (ColumnSlot column in columns)
        {
            RequireSameKind(predicate, column);
            CodeLocal cell = _code.DeclareLocal(typeof(long));
            _rows.LoadCell(table, column.Column, side.Row);
            _code.Emit(OpCodes.Stloc, cell);
            _expressions.Bind(column.Slot, cell);
            side.Cells[column.Slot] = cell;
        }
    }

    /// <summary>From here on, code is emitted for this row.</summary>
    private void Turn(DeltaJoin delta, ReplacedRow replaced, RowSide side)
    {
        _matched[delta.Ordinal] = side.Row;
        _isGoing = side.Sign < 0;
        foreach (ColumnSlot column in replaced.Differing)
        {
            _expressions.Bind(column.Slot, side.Cells[column.Slot]);
        }
    }

    /// <summary>The steps behind the walk, for the row that goes and then for the one that comes.</summary>
    private void Sides(DeltaJoin delta, ReplacedRow replaced, RowSide[] sides, ImmutableArray<PlanStep> steps, CodeLabel next)
    {
        CodeLocal? held = replaced.HasOneHead ? Zero() : null;
        for (int i = 0; i < sides.Length; i++)
        {
            int bit = 1 << i;
            CodeLabel done = _code.DefineLabel();
            Turn(delta, replaced, sides[i]);
            _holds = held is null ? null : () => Add(held, bit);
            if (held is null)
            {
                SetSign(sides[i].Sign);
            }

            Step(steps, 0, done);
            _code.MarkLabel(done);
        }

        _holds = null;
        if (held is not null)
        {
            AcceptReplaced(delta, sides, held, next);
        }
        else
        {
            _code.Emit(OpCodes.Br, next);
        }
    }

    /// <summary>Both rows have been judged: tells the sink which of them hold.</summary>
    private void AcceptReplaced(DeltaJoin delta, RowSide[] sides, CodeLocal held, CodeLabel next)
    {
        _code.Emit(OpCodes.Ldloc, held);
        _code.Emit(OpCodes.Brfalse, next);
        StoreHead(_end);
        StoreMatched();
        StoreAbsent();
        LoadSignedSink();
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Ldc_I4, delta.Ordinal);
        _code.Emit(OpCodes.Ldloc, sides[0].Row);
        _code.Emit(OpCodes.Ldloc, sides[1].Row);
        _code.Emit(OpCodes.Ldloc, held);
        _code.Emit(OpCodes.Callvirt, EmittedMembers.SinkAcceptReplaced);
        StopWhenTold();
        _code.Emit(OpCodes.Br, next);
    }

    private CodeLocal Zero()
    {
        CodeLocal held = _code.DeclareLocal(typeof(int));
        _code.Emit(OpCodes.Ldc_I4_0);
        _code.Emit(OpCodes.Stloc, held);
        return held;
    }

    private void Add(CodeLocal held, int bit)
    {
        _code.Emit(OpCodes.Ldloc, held);
        _code.Emit(OpCodes.Ldc_I4, bit);
        _code.Emit(OpCodes.Or);
        _code.Emit(OpCodes.Stloc, held);
    }

    private void SetSign(int sign)
    {
        LoadSignedSink();
        _code.Emit(OpCodes.Ldc_I4, sign);
        _code.Emit(OpCodes.Call, EmittedMembers.SinkSetSign);
    }

    private void LoadSignedSink()
    {
        _code.Emit(OpCodes.Ldarg_0);
        _code.Emit(OpCodes.Call, EmittedMembers.FrameSignedSink);
    }

    /// <summary>One of the two rows, and where the cells lie in which they may differ.</summary>
    private sealed record RowSide(CodeLocal Row, int Sign, Dictionary<int, CodeLocal> Cells);
}
