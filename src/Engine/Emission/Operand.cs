using System.Reflection.Emit;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>A cell that emitted code can load any number of times: a constant or a local.</summary>
internal readonly record struct Operand(CellKind Kind, CodeLocal? Local, long Constant)
{
    public void Load(CodeText code)
    {
        if (Local is null)
        {
            code.Emit(OpCodes.Ldc_I8, Constant);
        }
        else
        {
            code.Emit(OpCodes.Ldloc, Local);
        }
    }
}
