using System.Globalization;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Cli;

/// <summary>What is said where a decision is asked for that is not there.</summary>
internal static class NotFound
{
    /// <param name="journal">The journal's folder.</param>
    /// <param name="id">As it was typed.</param>
    public static string Words(string journal, string id)
    {
        if (id == "last")
        {
            return $"scalp: the last run in the journal '{journal}' has no decision yet";
        }

        string there = $"scalp: the journal '{journal}' has no decision '{id}', nor a non-decision of that id; ";
        bool isNumber = long.TryParse(id.StartsWith('#') ? id.AsSpan(1) : id, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isNumber && id.Length <= 7 ? $"{there}its last run has {Count(journal)}; 'scalp explain last' shows the last decision"
            : id.All(char.IsAsciiHexDigitLower) ? $"{there}'scalp explain last' shows the last decision, 'scalp decisions {journal}' lists them"
            : $"{there}a decision is named by its number, its id or 'last'; of a symbol, 'scalp decisions {journal} --symbol {id}' lists them and 'scalp why-not {id}' says why there is none";
    }

    private static string Count(string journal)
    {
        long count = 0;
        foreach (JournalRecord record in new JournalReader(journal).ReadAll())
        {
            count = record.Type == JournalRecordType.RunStarted ? 0 : record.Type == JournalRecordType.Decision ? count + 1 : count;
        }

        return count == 1 ? "one decision" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} decisions";
    }
}
