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

    /// <summary>Its height is final; set only while heights are computed.</summary>
    Settled = 4,
}
