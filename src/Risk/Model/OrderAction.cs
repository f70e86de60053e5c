namespace CryptoScalp.Rules.Risk;

/// <summary>Why an order is sent; this decides which checks apply.</summary>
public enum OrderAction : byte
{
    /// <summary>Takes on risk: every check applies.</summary>
    Entry = 0,

    /// <summary>Gives up risk: treated as reduce-only, blocked only by what makes the order impossible.</summary>
    Exit = 1,

    /// <summary>Withdraws an order: always passes.</summary>
    Cancel = 2,
}
