using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>sum</c> of integers, decimals or durations: exact in 128 bits, so what went is taken off again. No value where the sum does not fit 64 bits.</summary>
internal class ExactSum(CellKind kind) : GroupAggregate
{
    private Int128[] _sums = [];

    public override CellKind ResultKind => kind;

    public override void Grow(int groups) => Array.Resize(ref _sums, groups);

    public override void Clear(int group) => _sums[group] = 0;

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign) => _sums[group] += sign > 0 ? arguments[0] : -(Int128)arguments[0];

    public override bool TryResult(int group, long members, out long cell) => TryNarrow(_sums[group], out cell);

    protected Int128 SumOf(int group) => _sums[group];

    protected static bool TryNarrow(Int128 exact, out long cell)
    {
        cell = unchecked((long)exact);
        return cell == exact;
    }
}
