namespace CryptoScalp.Rules.MarketData;

/// <summary>Finds the symbol in the name of a file: <c>binance_perp_BTCUSDT_20221213.csv</c> is about BTCUSDT.</summary>
internal static class SymbolInName
{
    /// <summary>A currency and a quote, such as BTCEUR, have six letters; a shorter word in capitals is more likely OHLC or USD.</summary>
    private const int ShortestSymbol = 6;

    /// <summary>The first part between '_' that is in capitals and long enough for two currencies; otherwise the whole name.</summary>
    public static string Of(string path)
    {
        string name = Path.GetFileName(path);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        name = dot > 0 ? name[..dot] : name;
        return name.Split('_').FirstOrDefault(IsSymbol) ?? name;
    }

    private static bool IsSymbol(string part) =>
        part.Length >= ShortestSymbol
        && char.IsAsciiLetterUpper(part[0])
        && part.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');
}
