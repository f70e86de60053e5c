using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Packs;

/// <summary>Notices a save that may have lost its end: an editor that writes in pieces may pause at the end of a clause, and what is there by then parses. Single-threaded.</summary>
/// <remarks>
/// It knows the texts that were taken last. A file may have lost its end when its last line is no longer anywhere in it, when it ended with a line break and no longer does, or when it was not there before
/// and does not. Whoever changes the last line of a file on purpose waits a little longer, that is all.
/// </remarks>
internal sealed class LostEnds
{
    private Dictionary<string, string> _taken = [];

    /// <summary>True when a file may have lost its end.</summary>
    public bool MayHave(PackSources sources)
    {
        foreach (SyntaxTree tree in sources.Trees)
        {
            string now = tree.Source.Text, before = _taken.GetValueOrDefault(tree.Source.Name, "\n");
            if ((EndsLine(before) && !EndsLine(now)) || !HasLine(now, LastLine(before)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is compared with from now on.</summary>
    public void Take(PackSources sources)
    {
        _taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in sources.Trees)
        {
            _taken[tree.Source.Name] = tree.Source.Text;
        }
    }

    private static bool EndsLine(string text) => text.AsSpan().TrimEnd(" \t\r").EndsWith('\n');

    private static ReadOnlySpan<char> LastLine(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimEnd();
        return rest[(rest.LastIndexOf('\n') + 1)..].Trim();
    }

    private static bool HasLine(string text, ReadOnlySpan<char> line)
    {
        foreach (ReadOnlySpan<char> own in text.AsSpan().EnumerateLines())
        {
            if (own.Trim().SequenceEqual(line))
            {
                return true;
            }
        }

        return line.IsEmpty;
    }
}
