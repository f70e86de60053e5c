using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads <c>key=value&amp;key=value</c> behind the question mark of a specification; remembers the first thing wrong.</summary>
internal sealed class FeedOptionReader
{
    private static readonly string[] Known = ["venue", "symbol", "interval", "seconds"];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public FeedOptionReader(string text, ReadOnlySpan<string> allowed)
    {
        foreach (string part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? part : part[..equals];
            if (equals < 0 || !allowed.Contains(key))
            {
                Problem ??= $"option '{part}' is not known here; possible are {string.Join(", ", allowed.ToArray())}, as in ?{allowed[0]}=...";
            }
            else if (!_values.TryAdd(key, part[(equals + 1)..]))
            {
                Problem ??= $"option '{key}' is given twice";
            }
        }
    }

    /// <summary>Null when all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>True when the text behind a '?' is meant as options and not as part of a file name.</summary>
    public static bool LooksLikeOptions(string text) =>
        Known.Any(key => text.StartsWith(key + "=", StringComparison.Ordinal)) || !text.Contains('.', StringComparison.Ordinal);

    public string? Venue()
    {
        string? venue = _values.GetValueOrDefault("venue");
        if (venue is not null && !Venues.IsWellFormed(venue))
        {
            Problem ??= $"venue '{venue}' is no name: write a slash and lower-case letters, digits or underscores, such as /binance_spot";
        }

        return venue;
    }

    public string? Symbol()
    {
        string? symbol = _values.GetValueOrDefault("symbol");
        if (symbol is not null && !InstrumentTable.IsSymbol(Encoding.UTF8.GetBytes(symbol)))
        {
            Problem ??= $"symbol '{symbol}' is none: write 1 to 32 letters, digits or one of _-.:/@, such as BTCUSDT";
        }

        return symbol;
    }

    /// <summary>Nanoseconds of <c>1s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>.</summary>
    public long? Interval()
    {
        string? text = _values.GetValueOrDefault("interval");
        if (text is null)
        {
            return null;
        }

        long unit = text.Length > 1 ? text[^1] switch { 's' => 1L, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 } : 0;
        if (unit == 0 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count is < 1 or > 10_000)
        {
            Problem ??= $"interval '{text}' is none: write 1 to 10000 and s, m, h or d, such as 1m";
            return null;
        }

        return count * unit * 1_000_000_000;
    }

    public int? Seconds()
    {
        string? text = _values.GetValueOrDefault("seconds");
        if (text is null)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) || seconds is < 1 or > 604_800)
        {
            Problem ??= $"seconds '{text}' is not a number from 1 to 604800";
            return null;
        }

        return seconds;
    }
}
