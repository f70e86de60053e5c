using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Emits what reads rows: tables, columns, lookups, loops over posting lists.</summary>
/// <param name="code">The method.</param>
/// <param name="keyBuffers">Gets a buffer for each lookup of a whole row.</param>
/// <param name="tableNumber">A predicate's table among those of the frame.</param>
internal sealed class RowEmitter(CodeText code, List<long[]> keyBuffers, Func<int, int> tableNumber)
{
    /// <summary>Runs a body for every row that may match: a posting list, or all rows. Falls out at the end.</summary>
    public void Loop(int? index, TableLocals table, Operand[] keys, CodeLocal row, Action<CodeLabel> body)
    {
        CodeLabel top = code.DefineLabel(), advance = code.DefineLabel(), done = code.DefineLabel();
        CodeLocal? postings = index is { } number ? First(table, keys, number, row) : null;
        CodeLocal? last = postings is null ? Start(table, row) : null;
        code.MarkLabel(top);
        code.Emit(OpCodes.Ldloc, row);
        if (last is null)
        {
            code.Emit(OpCodes.Ldc_I4_0);
            code.Emit(OpCodes.Blt, done);
        }
        else
        {
            code.Emit(OpCodes.Ldloc, last);
            code.Emit(OpCodes.Bge, done);
        }

        body(advance);
        code.MarkLabel(advance);
        Advance(postings, row);
        code.Emit(OpCodes.Br, top);
        code.MarkLabel(done);
    }

    private void Advance(CodeLocal? postings, CodeLocal row)
    {
        if (postings is null)
        {
            code.Emit(OpCodes.Ldloc, row);
            code.Emit(OpCodes.Ldc_I4_1);
            code.Emit(OpCodes.Add);
        }
        else
        {
            code.Emit(OpCodes.Ldloc, postings);
            code.Emit(OpCodes.Ldloc, row);
            code.Emit(OpCodes.Call, EmittedMembers.IndexNext);
        }

        code.Emit(OpCodes.Stloc, row);
    }

    /// <summary>The first row of the key's posting list.</summary>
    private CodeLocal First(TableLocals table, Operand[] keys, int index, CodeLocal row)
    {
        CodeLocal postings = code.DeclareLocal(typeof(PostingIndex));
        code.Emit(OpCodes.Ldloc, table.Table);
        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Call, EmittedMembers.TableIndex);
        code.Emit(OpCodes.Stloc, postings);
        code.Emit(OpCodes.Ldloc, postings);
        code.Emit(OpCodes.Ldc_I8, unchecked((long)CellHash.Seed));
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i].Load(code);
            code.Emit(OpCodes.Call, i == keys.Length - 1 ? EmittedMembers.HashLast : EmittedMembers.HashAdd);
        }

        code.Emit(OpCodes.Call, EmittedMembers.IndexFirst);
        code.Emit(OpCodes.Stloc, row);
        return postings;
    }

    /// <summary>Row 0, and where a scan ends: rows that come during it are not seen.</summary>
    private CodeLocal Start(TableLocals table, CodeLocal row)
    {
        CodeLocal last = code.DeclareLocal(typeof(int));
        code.Emit(OpCodes.Ldloc, table.Table);
        code.Emit(OpCodes.Call, EmittedMembers.TableRowEnd);
        code.Emit(OpCodes.Stloc, last);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Stloc, row);
        return last;
    }

    public void Find(TableLocals table, Operand[] keys, CodeLocal row)
    {
        CodeLocal cells = code.DeclareLocal(typeof(long[]));
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameKeys);
        code.Emit(OpCodes.Ldc_I4, keyBuffers.Count);
        code.Emit(OpCodes.Ldelem_Ref);
        code.Emit(OpCodes.Stloc, cells);
        keyBuffers.Add(new long[keys.Length]);
        for (int i = 0; i < keys.Length; i++)
        {
            code.Emit(OpCodes.Ldloc, cells);
            code.Emit(OpCodes.Ldc_I4, i);
            keys[i].Load(code);
            code.Emit(OpCodes.Stelem_I8);
        }

        code.Emit(OpCodes.Ldloc, table.Table);
        code.Emit(OpCodes.Ldloc, cells);
        code.Emit(OpCodes.Call, EmittedMembers.TableFindRow);
        code.Emit(OpCodes.Stloc, row);
    }

    public void CompareKeys(AtomPattern pattern, Operand[] keys, TableLocals table, CodeLocal row, CodeLabel differs)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            LoadCell(table, pattern.KeyColumns[i], row);
            keys[i].Load(code);
            code.Emit(OpCodes.Bne_Un, differs);
        }
    }

    public void RequireView(TableLocals table, CodeLocal row, RowView view, CodeLabel next)
    {
        LoadView(table, row, view);
        code.Emit(OpCodes.Brfalse, next);
    }

    /// <summary>Loads the row's bits of a view: zero when it does not stand in it.</summary>
    public void LoadView(TableLocals table, CodeLocal row, RowView view)
    {
        code.Emit(OpCodes.Ldloc, table.Table);
        code.Emit(OpCodes.Call, EmittedMembers.TableStates);
        code.Emit(OpCodes.Ldloc, row);
        code.Emit(OpCodes.Ldelem_U1);
        code.Emit(OpCodes.Ldc_I4, (int)view);
        code.Emit(OpCodes.And);
    }

    public void LoadCell(TableLocals table, int column, CodeLocal row)
    {
        code.Emit(OpCodes.Ldloc, table.Columns);
        code.Emit(OpCodes.Ldc_I4, column);
        code.Emit(OpCodes.Ldelem_Ref);
        code.Emit(OpCodes.Ldloc, row);
        code.Emit(OpCodes.Ldelem_I8);
    }

    /// <summary>Loads a table and the array of its columns, which stays the same when they grow.</summary>
    public TableLocals Table(int predicate)
    {
        TableLocals table = new(code.DeclareLocal(typeof(Table)), code.DeclareLocal(typeof(long[][])));
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, EmittedMembers.FrameTables);
        code.Emit(OpCodes.Ldc_I4, tableNumber(predicate));
        code.Emit(OpCodes.Ldelem_Ref);
        code.Emit(OpCodes.Stloc, table.Table);
        code.Emit(OpCodes.Ldloc, table.Table);
        code.Emit(OpCodes.Call, EmittedMembers.TableColumns);
        code.Emit(OpCodes.Stloc, table.Columns);
        return table;
    }
}
