using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>#[hysteresis(enter: x, exit: y)]</c> of a clause, with the comparison whose threshold it widens.</summary>
internal sealed record DraftHysteresis(DraftComparison Comparison, bool EnterOnRight, DraftExpression Exit, SourceSpan Span)
{
    /// <summary>The side that is compared with the threshold.</summary>
    public DraftExpression Compared => EnterOnRight ? Comparison.Left : Comparison.Right;

    public DraftExpression Enter => EnterOnRight ? Comparison.Right : Comparison.Left;
}
