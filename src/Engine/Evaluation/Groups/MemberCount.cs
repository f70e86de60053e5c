using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary><c>count</c>: the groups count their members themselves.</summary>
internal sealed class MemberCount : GroupAggregate
{
    public override CellKind ResultKind => CellKind.Number;

    public override void Grow(int groups)
    {
    }

    public override void Clear(int group)
    {
    }

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
    }

    public override bool TryResult(int group, long members, out long cell)
    {
        cell = members;
        return true;
    }
}
