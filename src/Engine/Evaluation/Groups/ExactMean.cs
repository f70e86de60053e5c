using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>avg</c> of integers (a float64), of decimals or durations (half to even), from the exact sum.</summary>
internal sealed class ExactMean(CellKind kind) : ExactSum(kind)
{
    public override CellKind ResultKind => base.ResultKind == CellKind.Number ? CellKind.Float64 : base.ResultKind;

    public override bool TryResult(int group, long members, out long cell)
    {
        if (base.ResultKind == CellKind.Number)
        {
            // Adding zero turns negative zero into zero: equal numbers have equal cells.
            cell = BitConverter.DoubleToInt64Bits(((double)SumOf(group) / members) + 0.0);
            return true;
        }

        return TryNarrow(Dec8.DivideHalfEven(SumOf(group), members), out cell);
    }
}
