namespace CryptoScalp.Rules.Engine;

/// <summary>In which states a row stands: while a transaction runs, the state before it and the state after it are both readable.</summary>
[Flags]
internal enum RowView : byte
{
    /// <summary>A free place, or a row that neither state holds.</summary>
    None = 0,

    /// <summary>The state before the transaction.</summary>
    Old = 1,

    /// <summary>The state after the transaction, as far as it is known.</summary>
    New = 2,

    Both = Old | New,

    /// <summary>A mark of whoever works through rows: its height is final, while heights are computed; its support is in doubt, while a recursive layer loses rows.</summary>
    Settled = 4,
}
