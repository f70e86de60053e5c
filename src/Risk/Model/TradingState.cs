namespace CryptoScalp.Rules.Risk;

/// <summary>The operator's switch.</summary>
public enum TradingState : byte
{
    /// <summary>Entries, exits and cancels.</summary>
    Active = 0,

    /// <summary>Exits and cancels only.</summary>
    Reducing = 1,

    /// <summary>As reducing: exits and cancels are never blocked. Kept apart because an operator means more by it, and reports say so.</summary>
    Halted = 2,
}
