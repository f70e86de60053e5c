using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>sum_if</c> of integers, decimals or durations; 0 when no member is chosen.</summary>
/// <param name="kind">Of what is summed.</param>
/// <param name="chosen">The cell of a condition that holds.</param>
internal sealed class ConditionalSum(CellKind kind, long chosen) : ExactSum(kind)
{
    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
        if (arguments[1] == chosen)
        {
            base.Count(group, arguments, sign);
        }
    }
}
