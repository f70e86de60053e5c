using System.Collections.Immutable;
using System.Text;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A recorded change (<c>+quote(/a, "X", 1.0)</c>) taken apart as far as its row's key needs, without parsing its values.</summary>
/// <remarks>Most changes of a long run are replaced by later ones; only the last of each row is worth parsing.</remarks>
internal static class ChangeText
{
    /// <summary>The predicate that a change is about.</summary>
    public static string PredicateOf(string change) => change[1..Math.Max(1, change.IndexOf('('))];

    /// <summary>A text that two changes share exactly when they are about the same row.</summary>
    /// <param name="change">As recorded.</param>
    /// <param name="key">The key columns of its predicate; empty when the whole row is the key.</param>
    public static string KeyOf(string change, ImmutableArray<int> key)
    {
        if (key.IsEmpty)
        {
            return change[1..];
        }

        List<Range> arguments = Split(change);
        StringBuilder text = new(PredicateOf(change));
        bool keyOnly = arguments.Count == key.Length;
        for (int i = 0; i < key.Length; i++)
        {
            text.Append('\n').Append(change.AsSpan(arguments[keyOnly ? i : key[i]]));
        }

        return text.ToString();
    }

    /// <summary>The arguments as written.</summary>
    public static string[] ArgumentsOf(string change) => [.. Split(change).Select(range => change[range])];

    /// <summary>Where the arguments lie: between the commas that are in no string, list or structure.</summary>
    private static List<Range> Split(string change)
    {
        List<Range> arguments = [];
        int start = change.IndexOf('(') + 1, depth = 0;
        for (int i = start; i < change.Length; i++)
        {
            switch (change[i])
            {
                case '"': i = EndOfString(change, i); break;
                case '(' or '[' or '{' or '<': depth++; break;
                case ',' when depth == 0: arguments.Add(Trimmed(change, start, i)); start = i + 1; break;
                case ')' when depth == 0: arguments.Add(Trimmed(change, start, i)); return arguments;
                case ')' or ']' or '}' or '>': depth--; break;
                default: break;
            }
        }

        return arguments;
    }

    private static Range Trimmed(string change, int start, int end) => (change[start] == ' ' ? start + 1 : start)..end;

    private static int EndOfString(string change, int quote)
    {
        int i = quote + 1;
        while (i < change.Length && change[i] != '"')
        {
            i += change[i] == '\\' ? 2 : 1;
        }

        return i;
    }
}
