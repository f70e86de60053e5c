namespace CryptoScalp.Rules.Risk;

/// <summary>What to do with digits past the eighth.</summary>
internal enum DecimalRounding : byte
{
    /// <summary>Refuse.</summary>
    Exact = 0,

    /// <summary>For lower bounds: no eight-digit number lies between the bound and its rounding, so nothing changes.</summary>
    Up = 1,

    /// <summary>For upper bounds, likewise. A bound beyond every <see cref="Primitives.Dec8"/> becomes 0: no bound.</summary>
    Down = 2,
}
