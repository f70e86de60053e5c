using System.Globalization;

namespace CryptoScalp.Rules.Journal;

/// <summary>The names of segments: <c>journal-000001.log</c> and up.</summary>
internal static class SegmentFiles
{
    internal const string Prefix = "journal-";
    internal const string Suffix = ".log";

    public static string NameOf(int number) => $"{Prefix}{number.ToString("D6", CultureInfo.InvariantCulture)}{Suffix}";

    public static string PathOf(string directory, int number) => Path.Combine(directory, NameOf(number));

    /// <summary>The numbers of the segments in a directory, ascending; empty when the directory does not exist.</summary>
    public static List<int> NumbersIn(string directory)
    {
        List<int> numbers = [];
        if (Directory.Exists(directory))
        {
            foreach (string path in Directory.EnumerateFiles(directory, $"{Prefix}*{Suffix}"))
            {
                ReadOnlySpan<char> digits = Path.GetFileName(path.AsSpan())[Prefix.Length..^Suffix.Length];
                if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && NameOf(number) == Path.GetFileName(path))
                {
                    numbers.Add(number);
                }
            }
        }

        numbers.Sort();
        return numbers;
    }
}
