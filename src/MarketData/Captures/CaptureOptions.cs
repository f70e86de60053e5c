namespace CryptoScalp.Rules.MarketData;

/// <summary>What a capture's messages cannot say for themselves.</summary>
public sealed record CaptureOptions
{
    /// <summary>Forces the venue of every message; null: told from each message's shape, otherwise from the head of the file.</summary>
    public string? Venue { get; init; }

    /// <summary>The symbol of messages that name none (REST snapshots); null: the file's only symbol.</summary>
    public string? Symbol { get; init; }
}
