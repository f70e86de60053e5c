using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Whether what a feed says of an instrument may be trusted now.</summary>
internal enum FeedState : byte
{
    Live = 0,

    /// <summary>Updates are missing or the book is crossed: not to be trusted until the book is whole again or, for the top of book, the next ticker.</summary>
    Gap = 1,

    /// <summary>Silent for longer than <see cref="FactMapper.StaleAfterNs"/> of market time.</summary>
    Stale = 2,

    /// <summary>The venue announced or showed an outage.</summary>
    Down = 3,
}

/// <summary>Names of feed states in facts.</summary>
internal static class FeedStates
{
    private static readonly Value[] _names = [Value.Name("/live"), Value.Name("/gap"), Value.Name("/stale"), Value.Name("/down")];

    public static Value NameOf(FeedState state) => _names[(int)state];
}
