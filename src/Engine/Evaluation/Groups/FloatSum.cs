using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>sum</c>, <c>avg</c> and <c>sum_if</c> of float64: the exact sum, rounded when it is read, so that a member's coming and going costs the same however many there are.</summary>
/// <param name="isMean">The sum divided by the number of members.</param>
/// <param name="chosen">The cell of a condition that holds, for <c>sum_if</c>; null to sum all members.</param>
internal sealed class FloatSum(bool isMean, long? chosen) : GroupAggregate
{
    private long[] _sums = [];

    public override CellKind ResultKind => CellKind.Float64;

    public override void Grow(int groups) => Array.Resize(ref _sums, groups * ExactFloatSum.Length);

    public override void Clear(int group) => SumOf(group).Clear();

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
        if (chosen is null || arguments[1] == chosen)
        {
            ExactFloatSum.Add(SumOf(group), sign * CellOps.Float(arguments[0]));
        }
    }

    public override bool TryResult(int group, long members, out long cell)
    {
        double sum = ExactFloatSum.Read(SumOf(group)), result = isMean ? sum / members : sum;

        // Adding zero turns negative zero into zero: equal numbers have equal cells.
        cell = BitConverter.DoubleToInt64Bits(result + 0.0);
        return double.IsFinite(result);
    }

    private Span<long> SumOf(int group) => _sums.AsSpan(group * ExactFloatSum.Length, ExactFloatSum.Length);
}
