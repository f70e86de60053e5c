using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>var</c>, <c>stddev</c> and their forms for populations, from exact sums: a member's coming and going costs the same however many there are.</summary>
/// <param name="kind">Of the argument: number, float64 or dec8.</param>
/// <param name="lostDegrees">0 for a population, 1 for a sample.</param>
/// <param name="isDeviation">The root of the variance.</param>
internal sealed class Spread(CellKind kind, int lostDegrees, bool isDeviation) : GroupAggregate
{
    private long[] _states = [];

    public override CellKind ResultKind => CellKind.Float64;

    public override void Grow(int groups) => Array.Resize(ref _states, groups * ExactVariance.Length);

    public override void Clear(int group) => StateOf(group).Clear();

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign) => ExactVariance.Add(StateOf(group), ToDouble(arguments[0]), sign);

    public override bool TryResult(int group, long members, out long cell)
    {
        cell = 0;
        if (members <= lostDegrees)
        {
            return false;
        }

        double variance = ExactVariance.Read(StateOf(group), members, lostDegrees), result = isDeviation ? Math.Sqrt(variance) : variance;
        cell = BitConverter.DoubleToInt64Bits(result);
        return double.IsFinite(result);
    }

    private double ToDouble(long cell) => kind switch
    {
        CellKind.Float64 => CellOps.Float(cell),
        CellKind.Dec8 => new Dec8(cell).ToDouble(),
        _ => cell,
    };

    private Span<long> StateOf(int group) => _states.AsSpan(group * ExactVariance.Length, ExactVariance.Length);
}
