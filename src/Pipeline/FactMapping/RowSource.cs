namespace CryptoScalp.Rules.Pipeline;

/// <summary>What of an instrument, or of the account, a supplied row tells: it decides which frame the row is walked back to.</summary>
internal enum RowSource : byte
{
    /// <summary>Positions, equity, the state of trading.</summary>
    Account,

    /// <summary>The top of book.</summary>
    Quote,

    /// <summary>The last trade or bar.</summary>
    Price,

    /// <summary>The feed's health.</summary>
    FeedState,

    /// <summary>A feature, of ticks or of bars.</summary>
    Feature,

    /// <summary>What a model says.</summary>
    Model,

    /// <summary>What a desk beside the tick has worked out.</summary>
    Desk,

    /// <summary>A row that an earlier run of the journal told, and that this run takes back because nothing has told it again.</summary>
    EarlierRun,
}
