using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Own limits for one instrument; null takes the general limit, or none where there is no general one.</summary>
public sealed record InstrumentLimits
{
    public Dec8? MaxNotionalPerOrder { get; init; }

    public Dec8? MaxPositionNotional { get; init; }

    /// <summary>Base units or contracts; null for none.</summary>
    public Dec8? MaxPositionQuantity { get; init; }
}
