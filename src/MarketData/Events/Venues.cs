using System.Buffers;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The venue names that readers infer.</summary>
public static class Venues
{
    /// <summary>Binance spot.</summary>
    public const string BinanceSpot = "/binance_spot";

    /// <summary>Binance USD-margined futures.</summary>
    public const string BinanceUsdm = "/binance_usdm";

    /// <summary>Binance coin-margined futures; sizes are contracts.</summary>
    public const string BinanceCoinm = "/binance_cm";

    /// <summary>Hyperliquid perpetuals.</summary>
    public const string Hyperliquid = "/hyperliquid";

    /// <summary>The default venue of bar files.</summary>
    public const string Bars = "/bars";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>A name of the rule language: a slash, then lower-case letters, digits and underscores, at most 64 characters.</summary>
    public static bool IsWellFormed(string venue)
    {
        if (venue.Length is < 2 or > 64 || venue[0] != '/' || !char.IsAsciiLetterLower(venue[1]))
        {
            return false;
        }

        return !venue.AsSpan(1).ContainsAnyExcept(NameCharacters);
    }
}
