using System.Globalization;

namespace CryptoScalp.Rules.Cli;

/// <summary>Times as rules write them: a number and <c>us</c>, <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>.</summary>
internal static class DurationText
{
    /// <summary>Longer than anything that is asked for, and far from overflow.</summary>
    private static readonly TimeSpan _most = TimeSpan.FromDays(366);

    private static readonly (string Unit, TimeSpan Length)[] _units =
    [
        ("us", TimeSpan.FromMicroseconds(1)), ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Null when it is no such time, is negative, or is longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        (string unit, TimeSpan length) = Array.Find(_units, u => text.EndsWith(u.Unit, StringComparison.Ordinal));
        return unit is not null
            && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number * length.TotalSeconds <= _most.TotalSeconds ? number * length : null;
    }
}
