using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>A change made to an order, in exact numbers.</summary>
public sealed record RiskAdjustment(AdjustmentCode Code, Dec8 From, Dec8 To)
{
    /// <summary><c>QUANTITY_CLAMPED_TO_POSITION from=2.0 to=1.5</c>.</summary>
    public override string ToString() => $"{RiskCodes.UpperSnake(Code.ToString())} from={From} to={To}";
}
