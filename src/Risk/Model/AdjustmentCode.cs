namespace CryptoScalp.Rules.Risk;

/// <summary>How an order was changed before it passed. The gate changes exits only; entries are changed by <see cref="OrderSizer"/> alone.</summary>
public enum AdjustmentCode
{
    /// <summary>The quantity was rounded down to the lot step.</summary>
    QuantityRoundedToLotStep,

    /// <summary>A reduce-only quantity was cut to what there is to close.</summary>
    QuantityClampedToPosition,

    /// <summary>The limit price was rounded to the tick size.</summary>
    PriceRoundedToTick,

    /// <summary>A quantity to close below one lot step was left as it is: rounding would have left nothing to send.</summary>
    QuantityLeftUnrounded,
}
