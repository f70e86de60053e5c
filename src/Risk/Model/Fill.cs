using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>An execution that happened.</summary>
/// <param name="Quantity">Positive; base units or contracts.</param>
/// <param name="Price">Positive; quote currency.</param>
/// <param name="Fee">In quote currency; negative for a rebate.</param>
public sealed record Fill(InstrumentId Instrument, OrderSide Side, Dec8 Quantity, Dec8 Price, Dec8 Fee, EventTime At);
