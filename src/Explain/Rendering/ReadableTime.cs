using System.Globalization;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Event times inside texts, as people read them: origins, reasons and journals have them in nanoseconds, which programs read. Pure.</summary>
public static partial class ReadableTime
{
    /// <summary><c>bar 8 closed at 1723161280000000000</c> becomes <c>bar 8 closed at 2024-08-08T23:54:40Z</c>; small numbers, as in scripts, stay.</summary>
    public static string In(string words) => Nanoseconds().Replace(words, static found => UtcText.Of(new EventTime(long.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))));

    /// <summary><c>at 2024-08-08T23:54:40Z</c>.</summary>
    public static string At(EventTime time) => In($"at {time}");

    /// <summary>A length of time to three digits or so: <c>250us</c>, <c>48ms</c>, <c>38.7s</c>. JSON has both moments to the nanosecond.</summary>
    public static string Ago(long nanoseconds) => nanoseconds switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000}us"),
        < 10_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000}ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000_000}.{nanoseconds / 100_000_000 % 10}s"),
    };

    [GeneratedRegex(@"(?<=\b(?:at|since|from|until|to|throughout) )[0-9]{18,19}\b(?<!9223372036854775[89]\d\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Nanoseconds();
}
