using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Reads options of a benchmark.</summary>
internal static class BenchOptions
{
    /// <exception cref="FormatException">It is no whole number within its range.</exception>
    public static int Number(string[] options, string name, int missing, int low, int high)
    {
        int at = Array.IndexOf(options, name);
        return at < 0 ? missing
            : at + 1 < options.Length && int.TryParse(options[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= low && value <= high ? value
            : throw new FormatException($"{name} is a whole number from {low} to {high}");
    }

    /// <summary>One of some words; null when the option is not there.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static string? OneOf(string[] options, string name, params string[] words)
    {
        int at = Array.IndexOf(options, name);
        return at < 0 ? null
            : at + 1 < options.Length && words.Contains(options[at + 1], StringComparer.Ordinal) ? options[at + 1]
            : throw new FormatException($"{name} is one of {string.Join(", ", words)}");
    }
}
