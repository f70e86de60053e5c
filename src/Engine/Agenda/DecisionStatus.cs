namespace CryptoScalp.Rules.Engine;

/// <summary>Where a decision stands in a transaction.</summary>
public enum DecisionStatus : byte
{
    /// <summary>Made in this transaction: pass it on.</summary>
    Emitted = 0,

    /// <summary>Made in an earlier transaction; its action still wins, so nothing is emitted again. Id, size and time are those of the emission.</summary>
    Held = 1,
}
